"""By when a learner's modules are planned: their cohort's days, moved by their breaks. Nothing closes on any of them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import F

from accounts.models import User
from accounts.queries import pauses_of, selves
from accounts.resting.pauses import Pause, moved
from courses.models import Cohort, CohortDue, Enrolment, ModuleEdition
from lms.core import clock

from .learning import ShelfOfModules


class Due(NamedTuple):
    """`on`: the planned day for this person. `is_past`: it has gone by, which is a fact and no reproach."""

    on: date
    is_past: bool


def moved_due(due_on: date, pauses: tuple[Pause, ...], counted_from: date, today: date) -> Due:
    """The day for somebody who came on `counted_from`: later by each day on a break; never past on a day of a break."""
    is_away = any(pause.holds(today) for pause in pauses)
    on = moved(due_on, pauses, counted_from, today + timedelta(days=is_away))
    return Due(on, on < today)


def dues_of(person: User, on: date | None = None) -> dict[tuple[int, UUID], Due]:
    """(cohort, module) -> the day for this person, in one statement, and one more for breaks where any day is set."""
    places = Enrolment.objects.learning().filter(person__in=selves(person))
    rows = CohortDue.objects.filter(cohort__enrolments__in=places).annotate(since=F("cohort__enrolments__since_on"))
    found = list(rows.values_list("cohort_id", "module_key", "due_on", "since"))
    if not found:
        return {}
    pauses = pauses_of([person.merged_into_id or person.pk])[person.merged_into_id or person.pk]
    today = on or clock.today()
    return {(cohort, module): moved_due(due_on, pauses, since, today) for cohort, module, due_on, since in found}


def with_dues(person: User, shelves: Iterable[ShelfOfModules]) -> list[ShelfOfModules]:
    """The shelves with the planned day beside each module that is not done. No statement for somebody without a place."""
    there = list(shelves)
    dues = dues_of(person) if there else {}
    return [_shelf_with(shelf, dues) for shelf in there] if dues else there


def _shelf_with(shelf: ShelfOfModules, dues: dict[tuple[int, UUID], Due]) -> ShelfOfModules:
    key = shelf.cohort.pk
    lines = (line if line.state == "completed" else replace(line, due=dues.get((key, line.edition.module_key))) for line in shelf.lines)
    return replace(shelf, lines=tuple(lines))


def taught_with_dues(cohort: Cohort) -> list[tuple[ModuleEdition, date | None]]:
    """What the programme teaches today, in order, each with the cohort's own day; two statements."""
    days = dict(CohortDue.objects.filter(cohort=cohort).values_list("module_key", "due_on"))
    taught = ModuleEdition.objects.taught().light().filter(programme_key=cohort.programme_key).order_by("position", "pk")
    return [(edition, days.get(edition.module_key)) for edition in taught]
