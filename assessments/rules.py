"""Who may act. Who may read is the querysets' `readable_by(person)`."""

import rules

from accounts.models import User
from accounts.queries import are_one
from accounts.rules import is_admin, is_assessor, is_editor, is_manager, is_quality, is_safeguarding
from assessments.models import Attempt, Submission


@rules.predicate
def is_own_piece(person: User, piece: Submission | None) -> bool:
    return piece is not None and are_one(person, piece.person_id)


# Authority for this competency on this day and conflicts are asked by the service `judge`, which can say why not.
rules.add_perm("assessments.mark", is_assessor)
rules.add_perm("assessments.judge_evidence", is_assessor & ~is_own_piece)
rules.add_perm("assessments.change_evidence", is_own_piece)
rules.add_perm("assessments.check_judgement", is_quality)
rules.add_perm("assessments.authorise", is_manager | is_admin | is_quality)


@rules.predicate
def is_own_attempt(person: User, attempt: Attempt | None) -> bool:
    return attempt is not None and are_one(person, attempt.person_id)


@rules.predicate
def is_under_way(person: User, attempt: Attempt | None) -> bool:
    return attempt is not None and attempt.is_open


# Somebody whose try is interrupted sets it aside; what was handed in already is for the people who run the programme.
rules.add_perm("assessments.answer_attempt", is_own_attempt)
rules.add_perm("assessments.void_attempt", (is_own_attempt & is_under_way) | (~is_own_attempt & (is_manager | is_admin)))
# Of which place, the app above asks: this one does not know what a place is (services/give_days.py).
rules.add_perm("assessments.give_days", is_manager | is_admin)
rules.add_perm("assessments.edit_questions", is_editor | is_admin)
# A pass that marking again would take away: never decided by whoever changed the question (services/decide_doubt.py).
rules.add_perm("assessments.decide_pass", is_quality | is_admin)
rules.add_perm("assessments.review_questions", is_editor | is_quality | is_safeguarding)
rules.add_perm("assessments.review_for_safeguarding", is_safeguarding)
