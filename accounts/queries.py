"""Reads about people that other apps ask for."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from lms.core import clock

from .models import Break, Relation, RoleGrant, User
from .pauses import Pause

Grants = frozenset[tuple[str, str, str]]


def grants_of(person: User) -> Grants:
    """Today's roles with their scopes, as (role, scope_kind, scope_key). Read once for each person object: menus and rules ask often."""
    if not getattr(person, "is_authenticated", False):
        return frozenset()
    if "_grants" not in person.__dict__:
        rows = RoleGrant.objects.in_force().filter(person=person).values_list("role", "scope_kind", "scope_key")
        person.__dict__["_grants"] = frozenset(rows)
    grants: Grants = person.__dict__["_grants"]
    return grants


def roles_of(person: User, on: date | None = None) -> frozenset[str]:
    """The names of the roles that a person has on a day (today when left out)."""
    if on is None:
        return frozenset(role for role, _, _ in grants_of(person))
    return frozenset(RoleGrant.objects.in_force(on).filter(person=person).values_list("role", flat=True))


def has_role(person: User, role: str, *, on: date | None = None, scope: tuple[str, str] | None = None) -> bool:
    """Whether a person has a role on a day. With `scope` ("cohort", key), a grant for that scope or for everywhere counts."""
    if on is None:
        return any(r == role and (scope is None or kind == "" or (kind, key) == scope) for r, kind, key in grants_of(person))
    grants = RoleGrant.objects.in_force(on).filter(person=person, role=role)
    if scope is not None:
        grants = grants.filter(Q(scope_kind="") | Q(scope_kind=scope[0], scope_key=scope[1]))
    return grants.exists()


def may_enter_cms(person: User) -> bool:
    """Whether somebody is an editor or an administrator today."""
    return bool({"editor", "admin"} & roles_of(person))


def scopes_of(person: User, role: str, kind: str) -> tuple[bool, frozenset[str]]:
    """(everywhere, keys): whether the role holds everywhere, and the keys of the scopes of one kind where it holds."""
    mine = [(k, key) for r, k, key in grants_of(person) if r == role]
    return any(k == "" for k, _ in mine), frozenset(key for k, key in mine if k == kind)


def selves(person: User) -> frozenset[int]:
    """The row ids under which this person is kept: their own, and those of duplicates that were merged into it.

    Every read of one's own records starts from here (`person__in=selves(me)`), because judgements never move.
    """
    return frozenset({person.pk})


def is_on_break(person: User, on: date | None = None) -> bool:
    """Whether a person is on a break on a day (today when left out): nothing reminds them then, and nothing runs out."""
    day = on or clock.today()
    since = Break.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day), person__in=selves(person), began_on__lte=day)
    return since.exists()


def pauses_of(people_pks: Iterable[int]) -> dict[int, tuple[Pause, ...]]:
    """The breaks of several people, by row id, oldest first, in one query. Everybody asked for is in the answer."""
    pauses: dict[int, list[Pause]] = {pk: [] for pk in people_pks}
    for person, began_on, ended_on in Break.objects.filter(person__in=pauses).values_list("person", "began_on", "ended_on"):
        pauses[person].append(Pause(began_on, ended_on))
    return {pk: tuple(each) for pk, each in pauses.items()}


def _holds(kind: str, by: User, of: User, on: date | None) -> bool:
    return Relation.objects.in_force(on).filter(kind=kind, by=by, of=of).exists()


def is_supervisor_of(by: User, of: User, on: date | None = None) -> bool:
    """Whether `by` supervises `of` on a day."""
    return _holds("supervises", by, of, on)


def manages(by: User, of: User, on: date | None = None) -> bool:
    """Whether `by` manages `of` at work on a day."""
    return _holds("manages", by, of, on)


def ties_between(a: User, b: User, on: date | None = None) -> list[str]:
    """The kinds of relation that hold between two people on a day, in either direction, sorted."""
    either = Q(by=a, of=b) | Q(by=b, of=a)
    return sorted(set(Relation.objects.in_force(on).filter(either).values_list("kind", flat=True)))


def has_conflict(a: User, b: User, on: date | None = None) -> bool:
    """Whether the two have declared a conflict of interest that holds on a day."""
    return "conflict" in ties_between(a, b, on)


def people_by_ref(refs: Iterable[str]) -> dict[str, User]:
    """People by their public ids, in one query."""
    return {person.public_id: person for person in User.objects.filter(public_id__in=set(refs))}
