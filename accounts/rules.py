"""Who may act, as sentences. Predicates for roles that other apps compose."""

import rules

from accounts.hooks import reach_of
from accounts.models import Relation, User
from accounts.queries import roles_of, selves


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
rules.add_perm("accounts.merge", is_privacy | is_admin)
rules.add_perm("accounts.give_role", is_admin)
rules.add_perm("accounts.release_wording", is_admin)
rules.add_perm("accounts.keep_story_consents", is_editor | is_admin)


@rules.predicate
def is_somebody_elses_request(person: User, request: object) -> bool:
    """Nobody answers their own request; another privacy officer does."""
    return request is None or getattr(request, "person_id", None) != person.pk


rules.add_perm("accounts.answer_request", is_privacy & is_somebody_elses_request)


@rules.predicate
def looks_after(person: User, other: User) -> bool:
    """A manager, and the other learns in what they run today (the apps above say what that is)."""
    return is_manager(person) and isinstance(other, User) and User.objects.filter(reach_of(person), pk=other.pk).exists()


@rules.predicate
def has_a_role(person: User) -> bool:
    return bool(roles_of(person) - {"inspector"})


@rules.predicate
def may_end_tie(person: User, relation: Relation) -> bool:
    """A declared conflict is ended by whoever declared it; work ties by who looks after the learner. An administrator ends either."""
    if relation.kind == "conflict":
        return relation.by_id in selves(person)
    return person.pk not in (relation.by_id, relation.of_id) and looks_after(person, relation.of)


rules.add_perm("accounts.make_tie", is_admin | looks_after)
rules.add_perm("accounts.end_tie", is_admin | may_end_tie)
rules.add_perm("accounts.declare_conflict", has_a_role)
rules.add_perm("accounts.check_identity", is_admin | looks_after)
rules.add_perm("accounts.keep_organisations", is_admin)
rules.add_perm("accounts.read_ties", is_admin | is_manager)


@rules.predicate
def is_somebody_else(person: User, other: object) -> bool:
    return other is None or getattr(other, "pk", None) != person.pk


rules.add_perm("accounts.place_hold", (is_privacy | is_board) & is_somebody_else)
rules.add_perm("accounts.erase_for", is_privacy & is_somebody_else)
rules.add_perm("accounts.set_retention", is_privacy)
rules.add_perm("accounts.mend_jobs", is_admin)
