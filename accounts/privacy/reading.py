"""Who has read what: as the person sees it, and as the privacy officer does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncHour
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import ROLES, Organisation, Relation, RoleGrant, User
from accounts.queries import people_by_ref, selves
from lms.core import clock
from lms.core.models import ReadEvent, ReadSubject
from lms.core.reads import MODES, reasons_said, say_kind

MANY_AN_HOUR = 50  # subjects; more than that is looked at by the privacy officer (ux.md 5.7)
ROLE_WORDS = dict(ROLES)


@dataclass(frozen=True)
class ReadLine:
    """One read as its person is told of it. `name` is there only for somebody they deal with openly (decision page 0061)."""

    event: ReadEvent
    role: Any
    name: str
    service: str
    what: Any
    how: Any
    reason: str = ""


def refs_of(person: User) -> list[str]:
    """The public ids under which a person is kept."""
    mine = selves(person)
    return [person.public_id] if mine == {person.pk} else list(User.objects.filter(pk__in=mine).values_list("public_id", flat=True))


def reads_of(person: User, month: str = "") -> QuerySet[ReadEvent]:
    """Events in which somebody else met this person's record, newest first; `month` as "2026-11"."""
    mine = refs_of(person)
    events = ReadEvent.objects.filter(pk__in=ReadSubject.objects.filter(person_ref__in=mine).values("event"))
    return in_month(events.exclude(actor_ref__in=mine), month).order_by("-at", "-pk")


def in_month(events: QuerySet[ReadEvent], month: str) -> QuerySet[ReadEvent]:
    """Those of one month, in the reader's own zone."""
    if not month:
        return events
    first = date.fromisoformat(f"{month}-01")
    after = (first + timedelta(days=31)).replace(day=1)
    start, end = (timezone.make_aware(datetime.combine(day, time())) for day in (first, after))
    return events.filter(at__gte=start, at__lt=end)


def read_lines(person: User, events: Sequence[ReadEvent]) -> list[ReadLine]:
    """In words, with three more queries however many there are."""
    actors = people_by_ref(event.actor_ref for event in events)
    known = _known_to(person)
    services = _services(actors.values())
    reasons = reasons_said(events)
    lines = [_line(event, actors.get(event.actor_ref), known, services) for event in events]
    return [replace(line, reason=reasons.get(line.event.reason, "")) for line in lines]


def _known_to(person: User) -> frozenset[int]:
    """Whom a person has, or had, as supervisor or manager: they know the name anyway."""
    open_ties = Relation.objects.filter(kind__in=("supervises", "manages"), of__in=selves(person))
    return frozenset(open_ties.values_list("by_id", flat=True))


def _services(actors: Iterable[User]) -> dict[tuple[int, str], str]:
    """The organisation for which somebody has a role, where it is not for the authority itself."""
    grants = RoleGrant.objects.filter(person__in=[actor.pk for actor in actors], scope_kind="organisation")
    names = Organisation.objects.filter(public_id=OuterRef("scope_key"))
    rows = grants.annotate(named=names.values("name")[:1]).values_list("person_id", "role", "named")
    return {(pk, role): name for pk, role, name in rows if name}


def _line(event: ReadEvent, actor: User | None, known: frozenset[int], services: dict[tuple[int, str], str]) -> ReadLine:
    pk = actor.pk if actor else 0
    return ReadLine(
        event,
        role=ROLE_WORDS.get(event.acting_role, _("Somebody who works here")),
        name=actor.called if actor and pk in known else "",
        service=services.get((pk, event.acting_role), settings.AUTHORITY["name"]),
        what=say_kind(event.record_type),
        how=MODES.get(event.mode, MODES["view"]),
    )


# --- for the privacy officer ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class LoggedRead:
    """One event with everybody in it, by name."""

    event: ReadEvent
    actor: str
    role: Any
    subjects: list[str]
    what: Any
    how: Any

    @property
    def shown(self) -> list[str]:
        return self.subjects[:5]

    @property
    def more(self) -> int:
        return max(0, len(self.subjects) - 5)


def somebody(words: str) -> str | None:
    """The public id of whoever is meant by an address or a code; "" for nothing typed, None for nobody."""
    if not words.strip():
        return ""
    found = User.objects.filter(Q(public_id=words.strip().upper()) | Q(email=User.objects.normalise(words))).first()
    return found.public_id if found else None


def all_reads(*, person: str | None = "", actor: str | None = "", kind: str = "", month: str = "") -> QuerySet[ReadEvent]:
    """The whole log, newest first, narrowed by what was chosen; None stands for somebody whom nobody knows."""
    events = in_month(ReadEvent.objects.all(), month)
    if person is None or actor is None:
        return events.none()
    if person:
        events = events.filter(Exists(ReadSubject.objects.filter(event=OuterRef("pk"), person_ref=person)))
    events = events.filter(actor_ref=actor) if actor else events
    return (events.filter(record_type=kind) if kind else events).order_by("-at", "-pk")


def logged(events: Sequence[ReadEvent]) -> list[LoggedRead]:
    """With names, in two more queries."""
    subjects: dict[int, list[str]] = defaultdict(list)
    for event_id, ref in ReadSubject.objects.filter(event__in=[event.pk for event in events]).values_list("event_id", "person_ref"):
        subjects[event_id] += [] if ref in subjects[event_id] else [ref]
    people = people_by_ref({event.actor_ref for event in events}.union(*subjects.values()) if events else ())
    return [_logged(event, subjects[event.pk], people) for event in events]


def _logged(event: ReadEvent, refs: list[str], people: dict[str, User]) -> LoggedRead:
    named = [people[ref].called if ref in people else ref for ref in refs]
    actor = people.get(event.actor_ref)
    return LoggedRead(
        event,
        actor=actor.called if actor else event.actor_ref,
        role=ROLE_WORDS.get(event.acting_role, ""),
        subjects=named,
        what=say_kind(event.record_type),
        how=MODES.get(event.mode, MODES["view"]),
    )


@dataclass(frozen=True)
class Alert:
    """Something in the log that a person should look at. `kind`: many | colleague | glass."""

    kind: str
    at: datetime
    actor: str
    actor_ref: str
    says: Any


def alerts(now: datetime | None = None, days: int = 30) -> list[Alert]:
    """What stands out in the last days: many records in an hour, colleagues' records, broken glass. Newest first, in five queries."""
    since = (now or clock.now()) - timedelta(days=days)
    found = [*_many(since), *_colleagues(since), *_glass(since)]
    people = people_by_ref(ref for _kind, _at, ref, _says in found)
    told = [Alert(kind, at, people[ref].called if ref in people else ref, ref, says) for kind, at, ref, says in found]
    return sorted(told, key=lambda alert: alert.at, reverse=True)


Found = tuple[str, datetime, str, Any]


def _many(since: datetime) -> list[Found]:
    rows = (
        ReadSubject.objects.filter(event__at__gte=since)
        .annotate(hour=TruncHour("event__at"))
        .values("event__actor_ref", "hour")
        .annotate(people=Count("person_ref", distinct=True))
        .filter(people__gt=MANY_AN_HOUR)
    )
    return [("many", row["hour"], row["event__actor_ref"], _("%(n)d people's records in one hour") % {"n": row["people"]}) for row in rows]


def _colleagues(since: datetime) -> list[Found]:
    """Records of people who have a role themselves: the first read of each pair."""
    staff = RoleGrant.objects.in_force().filter(person__public_id=OuterRef("person_ref"))
    rows = ReadSubject.objects.filter(Exists(staff), event__at__gte=since).values_list("event__actor_ref", "person_ref", "event__at")
    firsts: dict[tuple[str, str], datetime] = {}
    for actor, ref, at in rows.order_by("event__at"):
        firsts.setdefault((actor, ref), at)
    return [("colleague", at, actor, _("the record of a colleague")) for (actor, _ref), at in firsts.items()]


def _glass(since: datetime) -> list[Found]:
    """One line for each opening, however many parts were looked at."""
    broken = ReadEvent.objects.filter(mode="glass", at__gte=since).order_by("at")
    firsts: dict[tuple[str, str], datetime] = {}
    for event in broken:
        firsts.setdefault((event.actor_ref, event.reason), event.at)
    return [("glass", at, actor, _("a record opened in an emergency")) for (actor, _reason), at in firsts.items()]
