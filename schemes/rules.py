"""Who may act, as sentences. Ties between a decider and a person are not here: `schemes.conflicts` names them one by one."""

import rules

from accounts.models import User
from accounts.queries import are_one, inspects_everywhere
from accounts.rules import is_board
from schemes.models import Application, Certification


@rules.predicate
def is_applicant(person: User, application: Application) -> bool:
    return are_one(person, application.person_id)


@rules.predicate
def is_holder(person: User, certification: Certification) -> bool:
    return are_one(person, certification.person_id)


@rules.predicate
def inspects(person: User) -> bool:
    """An inspection of everything reads cases and certificates too. It is never a reason to act."""
    return inspects_everywhere(person)


rules.add_perm("schemes.send_application", is_applicant)
rules.add_perm("schemes.withdraw_application", is_applicant)
rules.add_perm("schemes.read_decisions", is_board | inspects)
rules.add_perm("schemes.decide_application", is_board)
rules.add_perm("schemes.change_standing", is_board)
rules.add_perm("schemes.surrender", is_holder)
