"""The moves of a piece of evidence. Who may is in rules.py; what else must hold is in the services."""

from lms.core.moves import Move

DRAFT, SUBMITTED, JUDGED, WITHDRAWN = "draft", "submitted", "judged", "withdrawn"

SUBMISSION_MOVES = {
    "submit": Move({DRAFT}, SUBMITTED, needs="assessments.change_evidence"),
    "judge": Move({SUBMITTED}, JUDGED, needs="assessments.judge_evidence"),
    # After feedback, or while it waits: the same piece goes on, and each round that was sent stays as it was.
    "reopen": Move({SUBMITTED, JUDGED}, DRAFT, needs="assessments.change_evidence"),
    "withdraw": Move({DRAFT, SUBMITTED}, WITHDRAWN, needs="assessments.change_evidence"),
}
