"""Cohorts for those who run them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Lower

from accounts.models import Invitation, RoleGrant, User
from accounts.queries import selves
from assessments.queries import QuizDaysLine, quiz_days
from courses.models import Cohort, Enrolment, ModuleEdition, ModuleEnrolment, PlaceRequest
from courses.models.cohorts import holds_in
from lms.core import clock

ON_A_PAGE = 50  # people
Stage = Literal["waiting", "ended", "not_started", "learning", "completed", "left"]


@dataclass(frozen=True)
class CohortLine:
    cohort: Cohort
    learning: int
    completed: int
    asking: int = 0


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
    """How many people are at each stage, and one page of those who joined and of those who are invited."""

    cohort: Cohort
    numbers: Mapping[Stage, int]
    joined: Page[PersonLine]
    invited: Page[PersonLine]

    @property
    def lines(self) -> list[PersonLine]:
        return [*self.joined, *self.invited]

    @property
    def waiting_count(self) -> int:
        """Asked in and not joined, whether the link still works or not."""
        return self.numbers["waiting"] + self.numbers["ended"]


def cohorts_for(person: User) -> list[CohortLine]:
    """The cohorts that a manager runs, newest first, with how many people learn and how many have completed."""
    who = Coalesce("enrolments__person__merged_into", "enrolments__person")  # two records of one person are one
    counted = Cohort.objects.readable_by(person).annotate(
        learning=Count(who, distinct=True, filter=Q(enrolments__state="active")),
        completed=Count(who, distinct=True, filter=Q(enrolments__state="completed")),
        asking=asking(),
    )
    return [CohortLine(cohort, cohort.learning, cohort.completed, cohort.asking) for cohort in counted.order_by("-starts_on", "title")]


def asking() -> Coalesce:
    """How many people asked for a place in a cohort and were not answered, as a column."""
    rows = PlaceRequest.objects.filter(cohort=OuterRef("pk"), state="asked").order_by().values("cohort")
    return Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n")), 0)


def people_of(cohort: Cohort, at: datetime | None = None, *, page: Any = 1, invited_page: Any = 1) -> CohortPeople:
    """A page of everybody in a cohort and of everybody invited to it, by name; five statements whatever their number, seven for
    a cohort in which somebody has two records."""
    asked, moment = _open_invitations(cohort), at or clock.now()
    places, stages = _one_each(Enrolment.objects.filter(cohort=cohort))
    numbers: dict[Stage, int] = {**stages, **_asked_in(asked, moment)}
    has_joined = sum(numbers[stage] for stage in ("not_started", "learning", "completed", "left"))
    joined = _page(places.order_by(Lower("person__called"), "pk"), has_joined, page)
    invited = _page(asked.order_by(Lower("called"), "pk"), numbers["waiting"] + numbers["ended"], invited_page)
    taught = ModuleEdition.objects.taught().filter(programme_key=cohort.programme_key).count()
    joined.object_list = [_joined(place, taught) for place in _counted(joined.object_list)]
    invited.object_list = [_invited(row, moment) for row in invited.object_list]
    return CohortPeople(cohort, numbers, joined, invited)


def _page(rows: QuerySet[Any], number_of: int, page: Any) -> Page[Any]:
    """A page of rows that were counted before."""
    pages = Paginator(rows, ON_A_PAGE)
    pages.count = number_of  # type: ignore[misc]
    return pages.get_page(page)


def _counted(places: Any) -> QuerySet[Enrolment]:
    """With what a line says. Subqueries, because they are worked out for one page: a join would add up the whole cohort first."""
    modules = ModuleEnrolment.objects.filter(enrolment=OuterRef("pk")).order_by().values("enrolment")
    sums = {"begun": Count("pk"), "done": Count("pk", filter=Q(completed_at__isnull=False)), "last_at": Max("touched_at")}
    found: QuerySet[Enrolment] = places.select_related("person").annotate(
        **{name: Subquery(modules.annotate(n=sum_of).values("n")) for name, sum_of in sums.items()}
    )
    return found


TWO_RECORDS = Q(person__merged_into__isnull=False) | Q(person__has_duplicates=True)


def _one_each(places: QuerySet[Enrolment]) -> tuple[QuerySet[Enrolment], dict[Stage, int]]:
    """The places, of two places of one person (accounts.services.merge) only the one that is further; and how many are at each stage."""
    numbers, with_two = _stages(places)
    if not with_two:
        return places, numbers
    further: dict[int, int] = {}
    for place in sorted(_counted(places.filter(TWO_RECORDS)), key=_furthest_first):
        further.setdefault(place.person.merged_into_id or place.person_id, place.pk)
    kept = places.filter(~TWO_RECORDS | Q(pk__in=further.values()))
    return kept, _stages(kept)[0]


def _furthest_first(place: Any) -> tuple[bool, int, int]:
    return place.state == "left", -(place.done or 0), -(place.begun or 0)


def _stages(places: QuerySet[Enrolment]) -> tuple[dict[Stage, int], int]:
    """How many places are at each stage, and how many are of people with two records."""
    numbers: dict[Stage, int] = dict.fromkeys(("not_started", "learning", "completed", "left"), 0)
    begun = Exists(ModuleEnrolment.objects.filter(enrolment=OuterRef("pk")))
    rows = places.order_by().annotate(has_begun=begun).values_list("state", "has_begun")
    with_two = 0
    for state, has_begun, number, doubled in rows.annotate(number=Count("pk"), doubled=Count("pk", filter=TWO_RECORDS)):
        numbers[_stage(state, has_begun)] += number
        with_two += doubled
    return numbers, with_two


def _stage(state: str, has_begun: bool) -> Stage:
    ended: dict[str, Stage] = {"left": "left", "completed": "completed"}
    return ended.get(state, "learning" if has_begun else "not_started")


def _asked_in(asked: QuerySet[Invitation], moment: datetime) -> dict[Stage, int]:
    found = asked.aggregate(waiting=Count("pk", filter=Q(expires_at__gt=moment)), ended=Count("pk", filter=Q(expires_at__lte=moment)))
    return {"waiting": found["waiting"], "ended": found["ended"]}


def _joined(place: Enrolment, taught: int) -> PersonLine:
    begun, done, last_at = place.begun or 0, place.done or 0, place.last_at  # type: ignore[attr-defined]
    return PersonLine(str(place.person), _stage(place.state, bool(begun)), done, max(taught, done), last_at, enrolment=place)


def places_of(person: User, reader: User) -> list[tuple[Cohort, PersonLine]]:
    """Somebody's places in the cohorts that `reader` runs, newest first, each as a line of that cohort."""
    places = _counted(Enrolment.objects.filter(person__in=selves(person), cohort__in=Cohort.objects.run_by(reader)))
    rows = list(places.select_related("person", "cohort").order_by("-since_on", "-pk"))
    keys = {row.cohort.programme_key for row in rows}
    editions = ModuleEdition.objects.taught().filter(programme_key__in=keys).values_list("programme_key")
    taught = dict(editions.annotate(number=Count("pk")).order_by()) if keys else {}
    return [(row.cohort, _joined(row, taught.get(row.cohort.programme_key, 0))) for row in rows]


def _open_invitations(cohort: Cohort) -> QuerySet[Invitation]:
    return Invitation.objects.filter(context_key=cohort.context_key, used_at__isnull=True, withdrawn_at__isnull=True)


def _invited(invitation: Invitation, moment: datetime) -> PersonLine:
    return PersonLine(invitation.called, "ended" if invitation.expires_at <= moment else "waiting", invitation=invitation)


def tests_of(cohort: Cohort) -> list[QuizDaysLine]:
    """The tests that modules of its programme name, each with its days here; three statements however many."""
    outlines = ModuleEdition.objects.filter(programme_key=cohort.programme_key).values_list("outline", flat=True)
    return quiz_days({key for outline in outlines for key in outline["quizzes"]}, cohort.context_key)


def managers_of_learner(person: User) -> set[int]:
    """Everybody who manages a cohort or a programme that this person learns in, under any record, or everything, today."""
    places = Enrolment.objects.learning().filter(person__in=selves(person)).values_list("cohort__public_id", "cohort__programme_key")
    rows = list(places)
    if not rows:
        return set()
    return _managers(rows)


def managers_of_cohort(cohort: Cohort) -> set[int]:
    """Everybody who manages this cohort, its programme or everything, today."""
    return _managers([(cohort.public_id, cohort.programme_key)])


def _managers(of: Sequence[tuple[str, UUID]]) -> set[int]:
    return set(RoleGrant.objects.in_force().filter(holds_in(of), role="manager").values_list("person_id", flat=True))
