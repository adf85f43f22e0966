"""Reads about people that other apps ask for."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import OuterRef, Q, QuerySet

from accounts.models import Break, Merge, Relation, RoleGrant, User
from accounts.models.merging import CAN_BE_UNDONE
from accounts.resting.adjusted import adjustments_for_tests as adjustments_for_tests
from accounts.resting.adjusted import instructions_for as instructions_for
from accounts.resting.pauses import Pause
from lms.core import clock
from lms.core.written_once import WrittenOnce

Grants = frozenset[tuple[str, str, str]]


def grants_of(person: User) -> Grants:
    """Today's roles with their scopes, as (role, scope_kind, scope_key). Read once for each person object: menus and rules ask often."""
    if not getattr(person, "is_authenticated", False):
        return frozenset()
    if "_grants" not in person.__dict__:
        person.__dict__["_grants"] = frozenset(_grants(people=rows_of(person), day=clock.today(), now=clock.now()))
    grants: Grants = person.__dict__["_grants"]
    return grants


@WrittenOnce
def _grants(people: tuple[int, ...], day: date, now: datetime) -> QuerySet:
    return RoleGrant.objects.in_force_at(day, now).filter(person__in=people).values_list("role", "scope_kind", "scope_key")


def roles_of(person: User, on: date | None = None) -> frozenset[str]:
    """The names of the roles that a person has on a day (today when left out)."""
    if on is None:
        return frozenset(role for role, _, _ in grants_of(person))
    return frozenset(RoleGrant.objects.in_force(on).filter(person__in=selves(person)).values_list("role", flat=True))


def has_role(person: User, role: str, *, on: date | None = None, scope: tuple[str, str] | None = None) -> bool:
    """Whether a person has a role on a day. With `scope` ("cohort", key), a grant for that scope or for everywhere counts."""
    if on is None:
        return any(r == role and (scope is None or kind == "" or (kind, key) == scope) for r, kind, key in grants_of(person))
    grants = RoleGrant.objects.in_force(on).filter(person__in=selves(person), role=role)
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


def inspects_everywhere(person: User) -> bool:
    """Whether somebody is an inspector of the whole installation today; one of a single cohort sees no case and no certificate."""
    return has_role(person, "inspector", scope=("", ""))


def acts_as(person: User, role: str) -> str:
    """The role under which a read is kept: `role` when the person has it today, else inspector."""
    return role if role in roles_of(person) else "inspector"


def selves(person: User) -> frozenset[int]:
    """The row ids under which this person is kept: their own, and those of duplicates that were joined to it (services.merge).

    Every read of one's own records starts from here (`person__in=selves(me)`), because judgements never move. Read once for each
    person object, and not at all for people without a second record.
    """
    if not getattr(person, "has_duplicates", False) and getattr(person, "merged_into_id", None) is None:
        return frozenset({person.pk})
    if "_selves" not in person.__dict__:
        root = person.merged_into_id or person.pk
        person.__dict__["_selves"] = frozenset({root, *User.objects.filter(merged_into=root).values_list("pk", flat=True)})
    found: frozenset[int] = person.__dict__["_selves"]
    return found


def rows_of(person: User) -> tuple[int, ...]:
    """`selves`, as a statement takes it that is written once."""
    return tuple(sorted(selves(person)))


def reader_of(rows: tuple[int, ...]) -> User:
    """Whoever has these rows, for `readable_by` inside a statement that is written once: there is no reader yet, only their rows."""
    reader = User(pk=rows[0], has_duplicates=True)
    reader.__dict__["_selves"] = rows
    return reader


def is_on_break(person: User, on: date | None = None) -> bool:
    """Whether a person is on a break on a day (today when left out): nothing reminds them then, and nothing runs out."""
    day = on or clock.today()
    since = Break.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day), person__in=selves(person), began_on__lte=day)
    return since.exists()


def open_break(person: User) -> Break | None:
    """The break somebody is on, with the day they chose and whom they told."""
    return Break.objects.filter(person__in=selves(person), ended_on__isnull=True).first()


def on_break_as_told(people_pks: Iterable[int], to: str, on: date | None = None) -> frozenset[int]:
    """Who of these people is on a break *and* lets the "supervisor" or the "manager" know. Everybody else looks as always."""
    day = on or clock.today()
    told = Break.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day), person__in=list(people_pks), began_on__lte=day)
    return frozenset(told.filter(**{f"tells_{to}": True}).values_list("person", flat=True))


def pauses_of(people_pks: Iterable[int]) -> dict[int, tuple[Pause, ...]]:
    """The breaks of several people, by row id, oldest first, in one query. Everybody asked for is in the answer.

    A break that was written under a second record is a break of the one person.
    """
    pauses: dict[int, list[Pause]] = {pk: [] for pk in people_pks}
    rows = Break.objects.filter(Q(person__in=pauses) | Q(person__merged_into__in=pauses))
    for person, kept, began_on, ended_on in rows.values_list("person", "person__merged_into", "began_on", "ended_on"):
        for pk in (person, kept):
            if pk is not None and pk in pauses:
                pauses[pk].append(Pause(began_on, ended_on))
    return {pk: tuple(each) for pk, each in pauses.items()}


def are_one(person: User, other_id: int | None) -> bool:
    """Whether a row id is this person's, or one of their second records."""
    return other_id is not None and (person.pk == other_id or other_id in selves(person))


def owns_address(person: User, address: str | None) -> bool:
    """Whether mail to this address reaches the person, also as that of a second record."""
    if address and person.email == address:
        return True
    return bool(address and person.has_duplicates and User.objects.filter(merged_into=person, email=address).exists())


def survivor_of(person: User) -> User:
    """The record under which somebody is known: themselves, or the record that theirs was joined to."""
    return person.merged_into or person


def joined_into(people: Iterable[User]) -> dict[int, int]:
    """Of these people the second records: row id -> the id under which it was asked for. No query when nobody has one."""
    return {other: person.pk for person in people for other in selves(person) if other != person.pk}


def one_with(field: str, outer: str) -> Q:
    """In a subquery: `field` is the same person as `outer` of the query around it, under whichever record."""
    return (
        Q(**{field: OuterRef(outer)})
        | Q(**{f"{field}__merged_into": OuterRef(outer)})
        | Q(**{field: OuterRef(f"{outer}__merged_into")})
        | Q(**{f"{field}__merged_into": OuterRef(f"{outer}__merged_into")})
    )


def roots() -> dict[int, int]:
    """Every joined record today: row id -> the record that was kept. For checks that walk all rows."""
    return dict(User.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into_id"))


def ever_joined() -> dict[int, int]:
    """As `roots`, with joinings that were taken back: what was done meanwhile was done by one person, as far as anybody knew."""
    return dict(Merge.objects.order_by("at", "pk").values_list("joined_id", "kept_id"))


def recent_merges(now: datetime) -> list[Merge]:
    """Joinings that can still be taken back, or were: those of the last 30 days, newest first, with both people; one query."""
    return list(Merge.objects.filter(at__gt=now - CAN_BE_UNDONE).select_related("kept", "joined", "undone"))


def merges_of(person: User, now: datetime) -> list[Merge]:
    """Joinings of one's own record that can still be taken back; no query for people without a second record."""
    if not person.has_duplicates:
        return []
    return list(Merge.objects.filter(kept=person, at__gt=now - CAN_BE_UNDONE, undone__isnull=True))


def _holds(kind: str, by: User, of: User, on: date | None) -> bool:
    return Relation.objects.in_force(on).filter(kind=kind, by__in=selves(by), of__in=selves(of)).exists()


def is_supervisor_of(by: User, of: User, on: date | None = None) -> bool:
    """Whether `by` supervises `of` on a day."""
    return _holds("supervises", by, of, on)


def manages(by: User, of: User, on: date | None = None) -> bool:
    """Whether `by` manages `of` at work on a day."""
    return _holds("manages", by, of, on)


def ties_between(a: User, b: User, on: date | None = None) -> list[str]:
    """The kinds of relation that hold between two people on a day, in either direction, sorted."""
    mine, theirs = selves(a), selves(b)
    either = Q(by__in=mine, of__in=theirs) | Q(by__in=theirs, of__in=mine)
    return sorted(set(Relation.objects.in_force(on).filter(either).values_list("kind", flat=True)))


def has_conflict(a: User, b: User, on: date | None = None) -> bool:
    """Whether the two have declared a conflict of interest that holds on a day."""
    return "conflict" in ties_between(a, b, on)


def people_by_ref(refs: Iterable[str]) -> dict[str, User]:
    """People by their public ids, in one query."""
    return {person.public_id: person for person in User.objects.filter(public_id__in=set(refs))}
