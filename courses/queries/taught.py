"""Exactly what somebody was taught: the editions they followed, and each edition as it stood, to be printed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import User
from accounts.queries import has_role, roles_of, selves
from courses.editions.differing import words_of
from courses.editions.rendering import RenderedEdition, RenderedStep
from courses.models import Cohort, Enrolment, ModuleEdition, ModuleEnrolment, StepFinished, StepWithdrawal, TrainingCredit
from courses.models.taught import taught_from

from .drawing import drawn, drawn_whole
from .learning import redaction_count


@dataclass
class TaughtLine:
    """One edition of somebody's: whether it is the one they are on, steps they finished in it, and what it credited."""

    edition: ModuleEdition
    is_now: bool = False
    steps_finished: int = 0
    credited: list[TrainingCredit] = field(default_factory=list)

    @property
    def minutes(self) -> int:
        return sum(credit.minutes for credit in self.credited)

    @property
    def credited_on(self) -> date | None:
        return min((credit.awarded_on for credit in self.credited), default=None)


def taught_to(person: User) -> list[TaughtLine]:
    """Every edition that a person was taught from, the newest of each module first. Four statements, whatever their number."""
    mine = selves(person)
    places = list(ModuleEnrolment.objects.filter(enrolment__person__in=mine).values_list("edition_id", flat=True))
    finished = list(StepFinished.objects.filter(module_enrolment__enrolment__person__in=mine).values_list("edition_id", flat=True))
    earned = TrainingCredit.objects.filter(person__in=mine, edition__isnull=False).order_by("awarded_on", "pk")
    credited = [(credit.edition_id, credit) for credit in earned if credit.edition_id]
    lines = {edition.pk: TaughtLine(edition) for edition in ModuleEdition.objects.light().filter(taught_from(person, "pk"))}
    for now in places:
        lines[now].is_now = True
    for key in finished:
        lines[key].steps_finished += 1
    for edition_id, credit in credited:
        lines[edition_id].credited.append(credit)
    return sorted(lines.values(), key=lambda line: (line.edition.title, -line.edition.pk))


@dataclass(frozen=True)
class Looked:
    """A learner as somebody may look at them. `role`: what gives the look. `programmes`: the keys it reaches to, None for all."""

    person: User
    role: str
    programmes: frozenset[UUID] | None

    @property
    def called(self) -> str:
        """A quality assurer knows people by a reference, never by what they are called (docs/who-sees-what.md)."""
        return self.person.public_id if self.role == "quality" else str(self.person.called)

    @property
    def lines(self) -> list[TaughtLine]:
        """What they were taught, as far as the look reaches."""
        lines = taught_to(self.person)
        return lines if self.programmes is None else [line for line in lines if line.edition.programme_key in self.programmes]


def learner_for(reader: User, ref: str) -> Looked | None:
    """The learner with this public id, for a manager or an inspector of a cohort of theirs, and for a quality assurer; None otherwise.

    The role is the one that reaches this very learner: whoever manages somebody else's cohort is no manager here.
    """
    person = User.objects.filter(public_id=ref, erased_at=None).first()
    places = Enrolment.objects.filter(person__in=selves(person)) if person else Enrolment.objects.none()
    keys = {role: _programmes(places, cohorts) for role, cohorts in _cohorts_by_role(reader)}
    role = next((role for role in keys if keys[role]), None)
    return Looked(person, role, None if role == "quality" else keys[role]) if person and role else None


def _cohorts_by_role(reader: User) -> list[tuple[str, QuerySet[Cohort]]]:
    cohorts = Cohort.objects.all()
    checked = cohorts if has_role(reader, "quality") else cohorts.none()
    return [("manager", cohorts.run_by(reader)), ("quality", checked), ("inspector", cohorts.inspected_by(reader))]


def _programmes(places: QuerySet[Enrolment], cohorts: QuerySet[Cohort]) -> frozenset[UUID]:
    return frozenset(places.filter(cohort__in=cohorts).values_list("cohort__programme_key", flat=True))


def printable(reader: User, module_key: UUID, number: str) -> tuple[Any, bool] | None:
    """An edition, and whether the reader looks at it as a record (also at what is withdrawn); None for whom it is not.

    Learners print what they were taught themselves; managers and inspectors what the programmes of their cohorts teach; quality
    assurers, editors and administrators everything.
    """
    found = ModuleEdition.objects.filter(module_key=module_key, number=number).annotate(stamp=redaction_count("pk")).first()
    if found is None:
        return None
    if {"quality", "editor", "admin"} & roles_of(reader):
        return found, True
    if Cohort.objects.readable_by(reader).filter(programme_key=found.programme_key).exists():
        return found, True
    mine = ModuleEdition.objects.filter(taught_from(reader, "pk"), pk=found.pk)
    return (found, False) if mine.exists() else None


@dataclass(frozen=True)
class PrintedStep:
    """A step on paper. `parts` are pairs of ("html", HTML) and (type of block, its words line by line). `away`: why it is withdrawn now."""

    step: RenderedStep
    parts: list[tuple[str, Any]]
    away: str


def printed(edition: Any, as_record: bool) -> list[PrintedStep]:
    """The steps of an edition in order. As a record nothing is put aside, and what is withdrawn says so."""
    whole: RenderedEdition = drawn_whole(edition) if as_record else drawn(edition, edition.stamp)
    away = _why_away(edition) if as_record else {}
    return [PrintedStep(step, list(_parts(step)), away.get(step.key, "")) for step in whole.steps.values()]


def _why_away(edition: ModuleEdition) -> dict[str, str]:
    events = StepWithdrawal.objects.last_of(edition.module_key).filter(act="withdraw")
    return {event.step_key: event.get_reason_display() for event in events}


def _parts(step: RenderedStep) -> Iterator[tuple[str, Any]]:
    for part in step.parts:
        yield ("html", part.html) if part.kind == "html" else (part.kind, list(_lines(part.value)))


def _lines(value: Any) -> Iterable[str]:
    return words_of({"value": value}, {}).splitlines()
