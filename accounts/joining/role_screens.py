"""What the pages about roles and ties show, read in a fixed number of statements."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.hooks import reach_of, scope_titles
from accounts.models import IdentityCheck, Relation, RelationEvent, RoleEvent, RoleGrant, User
from accounts.queries import roles_of, selves
from accounts.services.relations import sentence
from lms.core import clock
from lms.core.narrative import attach_words

ENDS_SOON = timedelta(days=30)
ENDED_SHOWN = timedelta(days=365)
STATES = ("now", "soon", "ended", "all")


@dataclass(frozen=True)
class RoleLine:
    """One role of somebody: where it holds, how it stands ("ahead", "now", "soon", "ended"), and what was done about it."""

    grant: RoleGrant
    where: str
    state: str
    events: tuple[RoleEvent, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.state != "ended"


def state_of(grant: RoleGrant | Relation, today: date) -> str:
    """ "ended" from the instant it ended; "soon" within 30 days before its last day."""
    if (grant.ended_at and grant.ended_at <= clock.now()) or (grant.until_on and grant.until_on < today):
        return "ended"
    if grant.from_on > today:
        return "ahead"
    return "soon" if grant.until_on and grant.until_on <= today + ENDS_SOON else "now"


def role_rows(*, role: str = "", state: str = "now", person: User | None = None, scope: str = "") -> QuerySet[RoleGrant]:
    """Role grants by filter, newest first. `state` is one of STATES, `scope` is "kind:key"."""
    today = clock.today()
    current = RoleGrant.objects.in_force()
    rows = {
        "now": current,
        "soon": current.filter(until_on__lte=today + ENDS_SOON),
        "ended": RoleGrant.objects.filter(Q(until_on__lt=today) | Q(ended_at__lte=clock.now())),
    }.get(state, RoleGrant.objects.all())
    rows = rows.filter(role=role) if role else rows
    rows = rows.filter(person__in=selves(person)) if person else rows
    kind, _colon, key = scope.partition(":")
    rows = rows.filter(scope_kind=kind, scope_key=key) if scope else rows
    return rows.select_related("person", "given_by").order_by("-from_on", "-pk")


def role_lines(grants: Iterable[RoleGrant], *, with_events: bool = False) -> list[RoleLine]:
    """The rows as a page shows them: two statements for their events however many, one for each kind of scope."""
    rows, titles, today = list(grants), _titles(), clock.today()
    events = _events(rows) if with_events else {}
    return [RoleLine(grant, where(grant, titles), state_of(grant, today), events.get(grant.pk, ())) for grant in rows]


def _titles() -> dict[tuple[str, str], str]:
    return {(kind, key): title for kind, pairs in scope_titles().items() for key, title in pairs}


def where(grant: RoleGrant, titles: dict[tuple[str, str], str] | None = None) -> str:
    """Where a role holds, in words: "everywhere", or the name of the cohort, programme or organisation."""
    if not grant.scope_kind:
        return _("everywhere")
    found = titles if titles is not None else _titles()
    return found.get((grant.scope_kind, grant.scope_key), str(grant.get_scope_kind_display()))


def _events(rows: list[RoleGrant]) -> dict[int, tuple[RoleEvent, ...]]:
    found: dict[int, tuple[RoleEvent, ...]] = {}
    asked = RoleEvent.objects.filter(grant__in=[row.pk for row in rows]).select_related("by").order_by("pk")
    for event in attach_words(asked):
        found[event.grant_id] = (*found.get(event.grant_id, ()), event)
    return found


@dataclass(frozen=True)
class TieLine:
    """One tie in words, how it stands, and what was done about it. `may_end`: whether this reader may end it."""

    relation: Relation
    says: str
    state: str
    events: tuple[RelationEvent, ...] = ()
    may_end: bool = False


def tie_rows(reader: User, *, state: str = "now") -> QuerySet[Relation]:
    """Ties that a manager or administrator keeps: all of them, or those about people whom they look after. No declared conflict of
    others is in a manager's list: it is between whoever declared it, the board and the administrators."""
    today = clock.today()
    rows = Relation.objects.in_force() if state == "now" else Relation.objects.all()
    if state == "ended":
        rows = rows.filter(Q(until_on__lt=today) | Q(ended_at__lte=clock.now()))
    if "admin" not in roles_of(reader):
        people = User.objects.filter(reach_of(reader)).values("pk")
        rows = rows.filter(of__in=people).exclude(kind="conflict")
    return rows.select_related("by", "of").order_by("-from_on", "-pk")


def own_ties(person: User) -> list[TieLine]:
    """One's own ties, also those that ended in the last year (ux.md 2.5); after that the other person's name is none of mine.

    A conflict that somebody else declared about me is theirs, and not here.
    """
    me = selves(person)
    mine = Q(by__in=me) | (Q(of__in=me) & ~Q(kind="conflict"))
    lately = Q(until_on=None) | Q(until_on__gte=clock.today() - ENDED_SHOWN)
    rows = Relation.objects.filter(mine, lately).select_related("by", "of").order_by("-from_on", "-pk")
    return tie_lines(rows, may_end=lambda row: row.kind == "conflict" and row.by_id == person.pk)


def tie_lines(rows: Iterable[Relation], *, may_end=lambda row: True) -> list[TieLine]:  # type: ignore[no-untyped-def]
    """The rows as a page shows them, with their events in two statements."""
    held, today = list(rows), clock.today()
    events: dict[int, tuple[RelationEvent, ...]] = {}
    asked = RelationEvent.objects.filter(relation__in=[row.pk for row in held]).select_related("by").order_by("pk")
    for event in attach_words(asked):
        events[event.relation_id] = (*events.get(event.relation_id, ()), event)
    lines = []
    for row in held:
        state = state_of(row, today)
        lines.append(TieLine(row, sentence(row), state, events.get(row.pk, ()), state != "ended" and may_end(row)))
    return lines


def identity_of(person: User) -> list[IdentityCheck]:
    """Every check of who somebody is, the newest first: that one counts."""
    return list(IdentityCheck.objects.about(selves(person)).select_related("checked_by", "organisation"))


def identity_confirmed(person: User, on: date | None = None) -> bool:
    """Whether the newest check of this person's identity on or before a day (today when left out) said that it is them."""
    newest = IdentityCheck.objects.about(selves(person)).filter(checked_on__lte=on or clock.today()).first()
    return newest is not None and newest.outcome == "confirmed"
