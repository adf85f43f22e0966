"""Workshops for those who come, and registers for those who keep them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from accounts.models import RoleGrant, User
from accounts.queries import are_one, on_break_as_told, selves, survivor_of
from courses.models import Attendance, Cohort, Enrolment, Workshop
from courses.models.cohorts import holds_in
from courses.states import OPEN_REQUESTS
from lms.core import clock
from lms.core.models import MoveEvent

from .places import my_requests

COMING_SHOWN, PLANNED_SHOWN = 3, 2
IN_CALENDARS_FOR = timedelta(days=92)  # past ones; a calendar keeps what it has


@dataclass(frozen=True)
class WorkshopLine:
    """One workshop for somebody who may come: what the register says of them, None before it is closed."""

    workshop: Workshop
    attendance: Attendance | None

    @property
    def is_over(self) -> bool:
        return self.workshop.ends_at <= clock.now()


def _mine(person: User) -> Prefetch[Any]:
    rows = Attendance.objects.in_force().filter(person__in=selves(person)).least_first()
    return Prefetch("attendances", queryset=rows, to_attr="of_this_person")


def workshops_of(person: User) -> list[WorkshopLine]:
    """Everything that was and will be in somebody's cohorts, by time; two statements."""
    rows = Workshop.objects.for_learner(person).select_related("cohort").prefetch_related(_mine(person))
    return [line_of(row) for row in rows]


def line_of(row: Any) -> WorkshopLine:
    return WorkshopLine(row, row.of_this_person[-1] if row.of_this_person else None)


def workshop_for(person: User, public_id: str) -> WorkshopLine | None:
    """One workshop that the person may read about; None for any other."""
    row = Workshop.objects.readable_by(person).select_related("cohort").prefetch_related(_mine(person)).filter(public_id=public_id).first()
    return line_of(row) if row else None


def coming_up(person: User, at: datetime | None = None) -> list[Workshop]:
    """The next few, one statement; one that was called off is said until it would have been over."""
    rows = Workshop.objects.for_learner(person).filter(ends_at__gt=at or clock.now()).exclude(state="held")
    return list(rows.select_related("cohort")[:COMING_SHOWN])


def coming_for(person: User, shelves: Sequence[Any], *, asks: bool = True) -> dict[str, Any]:
    """For the first pages: `coming` sessions, `planned` modules with their day, and `asked`, places that somebody waits for.

    Two statements; one for somebody without a place, one less without `asks`. `shelves` have their days (`with_dues`).
    """
    waiting = [row for row in my_requests(person) if row.state in OPEN_REQUESTS and not row.is_past] if asks else []
    dated = sorted((line for shelf in shelves for line in shelf.lines if line.due), key=lambda line: line.due.on)
    return {"coming": coming_up(person) if shelves else [], "planned": dated[:PLANNED_SHOWN], "asked": waiting}


def in_calendar_of(person: User, at: datetime) -> list[Workshop]:
    """What a calendar holds: sessions of one's own cohorts, and of those that one facilitates; none that are long over."""
    return list(Workshop.objects.in_calendar_of(person).filter(ends_at__gt=at - IN_CALENDARS_FOR).order_by("starts_at", "pk"))


# --- for those who keep the register -----------------------------------------------------------------


def kept_workshops(person: User, cohort: Cohort | None = None) -> QuerySet[Workshop]:
    """What somebody plans and keeps registers for, the next first, with how many were there; one statement."""
    rows = Workshop.objects.kept_by(person).select_related("cohort")
    rows = rows.filter(cohort=cohort) if cohort else rows
    who = Coalesce("attendances__person__merged_into", "attendances__person")  # two records of one person are one
    there = Count(who, distinct=True, filter=Q(attendances__replaced_by__isnull=True, attendances__minutes__gt=0))
    return rows.annotate(there=there).order_by("-starts_at", "-pk")


def facilitators_of(cohort: Cohort) -> list[User]:
    """Who runs this cohort's workshops today besides its managers, by name; one statement."""
    here = holds_in([(cohort.public_id, cohort.programme_key)])
    grants = RoleGrant.objects.in_force().filter(here, role="facilitator", person__is_active=True)
    return list(User.objects.filter(pk__in=grants.values("person")).order_by("called", "pk"))


@dataclass(frozen=True)
class RegisterLine:
    """One person on a register. `attendance` is what counts of them: of two records that were joined, the line with more minutes.

    `is_mine`: it is the keeper's own, which somebody else writes. `is_away`: on a break, as managers were told.
    """

    person: User
    attendance: Attendance | None
    is_mine: bool
    is_away: bool

    @property
    def ref(self) -> str:
        return self.person.public_id.lower()


def register_of(workshop: Workshop, keeper: User) -> list[RegisterLine]:
    """Everybody who had a place on its day, each person once, by name; five statements, whatever their number.

    A break was told to the programme manager: whoever keeps the register as a facilitator does not read it.
    """
    people = sorted(_people_on(workshop).values(), key=lambda person: (person.called.lower(), person.pk))
    rows = Attendance.objects.in_force().filter(workshop=workshop).select_related("person").least_first()
    noted = {row.person.merged_into_id or row.person_id: row for row in rows}
    is_told = Cohort.objects.run_by(keeper).filter(pk=workshop.cohort_id).exists()
    away = on_break_as_told([person.pk for person in people], "manager", workshop.on) if is_told else ()
    return [RegisterLine(one, noted.get(one.pk), are_one(keeper, one.pk), one.pk in away) for one in people]


def lines_of(workshop: Workshop, person: User) -> list[Attendance]:
    """What a register says of one person now, the line that counts first; two when two records were on it before they were joined."""
    rows = Attendance.objects.in_force().filter(workshop=workshop, person__in=selves(person)).select_related("person")
    return list(rows.least_first().reverse())


def _people_on(workshop: Workshop) -> dict[int, User]:
    """By the record that is kept. Who was away when it began is not on it, even if they came back; who left later is.

    Who came later is not.
    """
    moves = MoveEvent.objects.filter(record_type="courses.enrolment", record_ref=OuterRef("public_id"), verb__in=("leave", "return"))
    left_later = moves.filter(verb="leave", at__gt=workshop.starts_at)
    last_before = moves.filter(at__lte=workshop.starts_at).order_by("-at", "-pk").values("verb")[:1]
    places = Enrolment.objects.filter(cohort=workshop.cohort_id, since_on__lte=workshop.on, person__erased_at__isnull=True)
    places = places.alias(last=Coalesce(Subquery(last_before), Value(""))).exclude(last="leave")
    places = places.filter(Q(state__in=("active", "completed")) | Exists(left_later)).select_related("person__merged_into")
    return {person.pk: person for place in places for person in [survivor_of(place.person)]}
