"""Who may act, as sentences. Predicates for roles that other apps compose."""

import rules

from .models import User
from .queries import roles_of


def _has(role: str) -> rules.predicates.Predicate:
    def holds(person: User) -> bool:
        return role in roles_of(person)

    return rules.predicate(holds, name=f"is_{role}")


is_assessor = _has("assessor")
is_supervisor = _has("supervisor")
is_manager = _has("manager")
is_board = _has("board")
is_editor = _has("editor")
is_admin = _has("admin")
is_quality = _has("quality")
is_safeguarding = _has("safeguarding")
is_privacy = _has("privacy")
is_inspector = _has("inspector")
is_organisation = _has("organisation")

rules.add_perm("accounts.invite", is_manager | is_admin)
rules.add_perm("accounts.give_role", is_admin)


@rules.predicate
def is_somebody_elses_request(person: User, request: object) -> bool:
    """Nobody answers their own request; another privacy officer does."""
    return request is None or getattr(request, "person_id", None) != person.pk


rules.add_perm("accounts.answer_request", is_privacy & is_somebody_elses_request)
