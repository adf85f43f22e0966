"""Whose rows a figure may be about: the people with a place in the cohorts that the reader runs, or looks at as inspector."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef

from accounts.models import User
from accounts.queries import has_role, inspects_everywhere, on_break_as_told, roles_of, roots
from courses.models import Cohort, Enrolment, ModuleEnrolment, place_code
from lms.core import clock
from lms.core.ids import normalise
from schemes.models import Certification

FURTHEST = ("left", "active", "completed")


@dataclass(frozen=True)
class Seat:
    """One person's place in one cohort. `person` is the row that is kept, when somebody has two records."""

    code: str
    person: int
    cohort: int
    state: str
    since_on: date
    has_begun: bool

    @property
    def how_far(self) -> tuple[int, bool]:
        return FURTHEST.index(self.state), self.has_begun


@dataclass(frozen=True)
class Scope:
    """Read at the first need, each thing once. `ref` narrows all of it to one cohort; `edition` is what the report on steps is about."""

    reader: User
    ref: str = ""
    edition: str = ""

    @cached_property
    def on(self) -> date:
        return clock.today()

    @cached_property
    def all_cohorts(self) -> list[Cohort]:
        """What the reader may choose from, newest first."""
        return list(Cohort.objects.readable_by(self.reader).order_by("-starts_on", "title"))

    @cached_property
    def cohort(self) -> Cohort | None:
        """The one that was asked for. None with a `ref`: it is not the reader's to look at, or not there."""
        return next((one for one in self.all_cohorts if self.ref and one.public_id == normalise(self.ref)), None)

    @cached_property
    def cohorts(self) -> list[Cohort]:
        return [self.cohort] if self.cohort else [] if self.ref else self.all_cohorts

    @property
    def reads_cases(self) -> bool:
        """Applications and certifications: not for an inspector of a single cohort (accounts.queries.inspects_everywhere)."""
        return "manager" in roles_of(self.reader) or inspects_everywhere(self.reader)

    @property
    def is_everywhere(self) -> bool:
        return has_role(self.reader, "manager", scope=("", "")) or inspects_everywhere(self.reader)

    @cached_property
    def joined(self) -> dict[int, int]:
        """Second records of one person: row id -> the row that is kept."""
        return roots()

    @cached_property
    def seats(self) -> list[Seat]:
        """Everybody with a place, also those who left; of two places of one person in one cohort the further one. By code."""
        begun = Exists(ModuleEnrolment.objects.filter(enrolment=OuterRef("pk")))
        rows = Enrolment.objects.filter(cohort__in=[one.pk for one in self.cohorts], person__erased_at__isnull=True)
        fields = ("public_id", "person_id", "cohort_id", "state", "since_on")
        found: dict[tuple[int, int], Seat] = {}
        for ref, person, cohort, state, since_on, has_begun in rows.order_by("public_id").values_list(*fields, begun):
            seat = Seat(place_code(ref), self.joined.get(person, person), cohort, state, since_on, has_begun)
            known = found.get((seat.person, seat.cohort))
            if known is None or known.how_far < seat.how_far:
                found[seat.person, seat.cohort] = seat
        return sorted(found.values(), key=lambda seat: seat.code)

    @cached_property
    def learners(self) -> dict[int, Seat]:
        """People who have not left, each once, in the order of their codes."""
        here: dict[int, Seat] = {}
        for seat in self.seats:
            if seat.state != "left":
                here.setdefault(seat.person, seat)
        return here

    @cached_property
    def in_training(self) -> dict[int, Seat]:
        """Learners without a certification, as far as the reader may know of certifications."""
        if not self.reads_cases:
            return self.learners
        rows = self.rows_of(self.learners)
        held = {rows[pk] for pk in Certification.objects.filter(person__in=rows).values_list("person_id", flat=True)}
        return {person: seat for person, seat in self.learners.items() if person not in held}

    def rows_of(self, people: Any) -> dict[int, int]:
        """Every record of these people: row id -> the person."""
        wanted = set(people)
        return {**{one: one for one in wanted}, **{row: one for row, one in self.joined.items() if one in wanted}}

    @cached_property
    def run(self) -> frozenset[int]:
        """The cohorts whose manager the reader is, as row ids: an inspector looks at more."""
        return frozenset(Cohort.objects.run_by(self.reader).values_list("pk", flat=True))

    @cached_property
    def on_break(self) -> frozenset[int]:
        """Who is on a break and lets their programme manager know: seen by those who run the cohort, by nobody else."""
        rows = self.rows_of(seat.person for seat in self.seats if seat.cohort in self.run)
        return frozenset(rows[row] for row in on_break_as_told(rows, "manager", self.on))
