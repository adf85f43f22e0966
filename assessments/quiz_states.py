"""The moves of questions and of attempts. Who may is in rules.py; what else must hold is in the services."""

from lms.core.moves import Move

DRAFT, IN_REVIEW, READY, RETIRED = "draft", "in_review", "ready", "retired"
OPEN, SUBMITTED, VOIDED = "open", "submitted", "voided"

# Read by two people with different eyes before anybody is asked about it on a real service (decisions.md 34).
SENSITIVE_TOPICS = frozenset({"crisis-response"})
# The eyes with which a version can be read, and the permission that each needs.
LENSES = {"lived_experience": "assessments.review_questions", "safeguarding": "assessments.review_for_safeguarding"}

QUESTION_MOVES = {
    "offer": Move({DRAFT}, IN_REVIEW, needs="assessments.edit_questions"),
    "make_ready": Move({DRAFT, IN_REVIEW}, READY, needs="assessments.edit_questions"),
    "retire": Move({DRAFT, IN_REVIEW, READY}, RETIRED, needs="assessments.edit_questions"),
    "bring_back": Move({RETIRED}, IN_REVIEW, needs="assessments.edit_questions"),
}

ATTEMPT_MOVES = {
    "submit": Move({OPEN}, SUBMITTED, needs="assessments.answer_attempt"),
    # Interrupted by illness, a crisis or our own mistake: it does not use a try, and nobody writes down why.
    "void": Move({OPEN, SUBMITTED}, VOIDED, needs="assessments.void_attempt"),
}
