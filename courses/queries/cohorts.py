"""Cohorts for those who run them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db.models import Count, Max, Q, QuerySet
from django.db.models.functions import Coalesce

from accounts.models import Invitation, RoleGrant, User
from accounts.queries import selves
from courses.models import Cohort, Enrolment, ModuleEdition
from lms.core import clock

Stage = Literal["waiting", "ended", "not_started", "learning", "completed", "left"]


@dataclass(frozen=True)
class CohortLine:
    cohort: Cohort
    learning: int
    completed: int


@dataclass(frozen=True)
class PersonLine:
    """One person of a cohort: how far, never how well. `invitation` for people who have not joined yet."""

    called: str
    stage: Stage
    done: int = 0
    of: int = 0
    last_at: datetime | None = None
    enrolment: Enrolment | None = None
    invitation: Invitation | None = None


@dataclass(frozen=True)
class CohortPeople:
    cohort: Cohort
    lines: tuple[PersonLine, ...]

    def at(self, *stages: Stage) -> list[PersonLine]:
        return [line for line in self.lines if line.stage in stages]

    @property
    def invited(self) -> list[PersonLine]:
        return self.at("ended", "waiting")

    @property
    def joined(self) -> list[PersonLine]:
        return self.at("not_started", "learning", "completed", "left")

    @property
    def waiting_count(self) -> int:
        """Asked in and not joined, whether the link still works or not."""
        return len(self.invited)

    @property
    def numbers(self) -> dict[str, int]:
        """How many people are at each stage, for the head of the page."""
        return {stage: len(self.at(stage)) for stage in ("waiting", "ended", "not_started", "learning", "completed", "left")}


def cohorts_for(person: User) -> list[CohortLine]:
    """The cohorts that a manager runs, newest first, with how many people learn and how many have completed."""
    who = Coalesce("enrolments__person__merged_into", "enrolments__person")  # two records of one person are one
    counted = Cohort.objects.readable_by(person).annotate(
        learning=Count(who, distinct=True, filter=Q(enrolments__state="active")),
        completed=Count(who, distinct=True, filter=Q(enrolments__state="completed")),
    )
    return [CohortLine(cohort, cohort.learning, cohort.completed) for cohort in counted.order_by("-starts_on", "title")]


def people_of(cohort: Cohort, at: datetime | None = None) -> CohortPeople:
    """Everybody in a cohort and everybody invited to it, by stage, in three queries whatever their number."""
    taught = ModuleEdition.objects.taught().filter(programme_key=cohort.programme_key).count()
    places = _one_each(_counted(cohort.enrolments.all()))
    lines = [_joined(place, taught) for place in places] + [_invited(row, at or clock.now()) for row in _open_invitations(cohort)]
    return CohortPeople(cohort, tuple(sorted(lines, key=lambda line: line.called.casefold())))


def _counted(places: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
    return places.select_related("person").annotate(
        begun=Count("modules"), done=Count("modules", filter=Q(modules__completed_at__isnull=False)), last_at=Max("modules__touched_at")
    )


def _one_each(places: Iterable[Enrolment]) -> list[Enrolment]:
    """Of two places of one person (accounts.services.merge) the one that is further; everybody else's as they are."""
    further: dict[int, Enrolment] = {}
    for place in sorted(places, key=lambda place: (place.state != "left", place.done, place.begun)):  # type: ignore[attr-defined]
        further[place.person.merged_into_id or place.person_id] = place
    return list(further.values())


def _joined(place: Enrolment, taught: int) -> PersonLine:
    begun, done, last_at = place.begun, place.done, place.last_at  # type: ignore[attr-defined]
    stages: dict[str, Stage] = {"left": "left", "completed": "completed"}
    stage = stages.get(place.state, "learning" if begun else "not_started")
    return PersonLine(str(place.person), stage, done, max(taught, done), last_at, enrolment=place)


def places_of(person: User, reader: User) -> list[tuple[Cohort, PersonLine]]:
    """Somebody's places in the cohorts that `reader` runs, newest first, each as a line of that cohort."""
    places = _counted(Enrolment.objects.filter(person__in=selves(person), cohort__in=Cohort.objects.run_by(reader)))
    rows = list(places.select_related("person", "cohort").order_by("-since_on", "-pk"))
    keys = {row.cohort.programme_key for row in rows}
    editions = ModuleEdition.objects.taught().filter(programme_key__in=keys).values_list("programme_key")
    taught = dict(editions.annotate(number=Count("pk")).order_by()) if keys else {}
    return [(row.cohort, _joined(row, taught.get(row.cohort.programme_key, 0))) for row in rows]


def _open_invitations(cohort: Cohort) -> Iterable[Invitation]:
    return Invitation.objects.filter(context_key=cohort.context_key, used_at__isnull=True, withdrawn_at__isnull=True)


def _invited(invitation: Invitation, moment: datetime) -> PersonLine:
    return PersonLine(invitation.called, "ended" if invitation.expires_at <= moment else "waiting", invitation=invitation)


def managers_of_learner(person_id: int) -> set[int]:
    """Everybody who manages a cohort or a programme that this person learns in, or everything, today."""
    places = Enrolment.objects.learning().filter(person_id=person_id).values_list("cohort__public_id", "cohort__programme_key")
    rows = list(places)
    if not rows:
        return set()
    here = Q(scope_kind="") | Q(scope_kind="cohort", scope_key__in=[ref for ref, _key in rows])
    here |= Q(scope_kind="programme", scope_key__in=[str(key) for _ref, key in rows])
    return set(RoleGrant.objects.in_force().filter(here, role="manager").values_list("person_id", flat=True))
