"""One row a person, by code: how far, how many minutes, how much was shown. One aggregated statement, whether paged or sent as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.queries import roles_of
from assessments.judging import MET
from assessments.models import AttemptResult, Judgement
from courses.models import Enrolment, ModuleEnrolment, TrainingCredit, place_code
from lms.core.charts import LEAST
from logbook.models import Entry
from schemes.requirements.quiz_passed import QuizPassed

from .figures.asked import asked_for
from .figures.places import STAGES, is_away, mine, places
from .figures.scope import Scope

ON_A_PAGE = 50
# What may be sorted by, and the words above the column.
COLUMNS = {
    "code": _("Code"),
    "cohort": _("Cohort"),
    "stage": _("Stage"),
    "break": _("On a break"),
    "modules": _("Modules done"),
    "training": _("Training (minutes)"),
    "practice": _("Practice (minutes)"),
    "supervision": _("Supervision (minutes)"),
    "competencies": _("Competencies shown"),
    "test": _("Test passed"),
}
SORTS = {
    "code": "public_id",
    "modules": "modules_done",
    **{name: name for name in ("training", "practice", "supervision", "competencies")},
}
FIELDS = (
    "pk",
    "public_id",
    "ref",
    "cohort__title",
    "cohort_id",
    "at",
    "away",
    "modules_done",
    "training",
    "practice",
    "supervision",
    "competencies",
    "tests",
)


def may_read(reader: User) -> bool:
    return bool({"manager", "inspector"} & roles_of(reader))


@dataclass(frozen=True)
class PersonRow:
    """One place. `ref` leads to the person's page, for those who run the cohort. Minutes are those that count or were confirmed."""

    pk: int
    code: str
    ref: str
    cohort: str
    stage: str
    is_away: bool
    modules: int
    training: int
    practice: int
    supervision: int
    competencies: int
    has_passed: bool

    @property
    def stage_words(self) -> Any:
        return STAGES[self.stage]

    @property
    def cells(self) -> tuple[Any, ...]:
        """As the file has them, in the order of COLUMNS."""
        away, passed = _("yes") if self.is_away else "", _("yes") if self.has_passed else _("not yet")
        numbers = (self.modules, self.training, self.practice, self.supervision, self.competencies)
        return (self.code, self.cohort, self.stage_words, away, *numbers, passed)


@dataclass(frozen=True)
class PeopleReport:
    """The rows that a reader asked for. `stage` keeps one stage; `sort` is a name of SORTS, with "-" before it from the highest."""

    scope: Scope
    stage: str = ""
    sort: str = "code"

    @property
    def sort_name(self) -> str:
        return self.sort.removeprefix("-")

    @property
    def is_down(self) -> bool:
        return self.sort.startswith("-")

    @cached_property
    def is_withheld(self) -> bool:
        """Fewer than five people in these cohorts: which stage was asked for changes nothing."""
        return len(places(self.scope).values_list("pk")[:LEAST]) < LEAST

    @property
    def rows(self) -> QuerySet[Enrolment]:
        """Without the columns: counting needs none of them."""
        rows = places(self.scope)
        return rows.filter(stage=self.stage) if self.stage in STAGES else rows

    @property
    def ordered(self) -> QuerySet[Enrolment]:
        """In order, with the one column that the order needs."""
        name = SORTS.get(self.sort_name, "public_id")
        needed = {key: column for key, column in _columns(self.scope, self.tests).items() if key == name}
        order = F(name)
        return self.rows.alias(**needed).order_by(order.desc() if self.is_down else order.asc(), "public_id")

    @cached_property
    def tests(self) -> frozenset[str]:
        """The keys of the tests that schemes in force ask for; one statement."""
        return frozenset(one.quiz for one, _scheme in asked_for(QuizPassed))

    def page(self, number: Any) -> tuple[Page[Any], list[PersonRow]]:
        """The rows of one page: which ones first, then their columns, so that no row of another page is added up."""
        page = Paginator(self.ordered.values_list("pk", flat=True), ON_A_PAGE).get_page(number)
        at = {pk: place for place, pk in enumerate(page.object_list)}
        found = {row.pk: row for row in self._read(self.rows.filter(pk__in=at))}
        return page, [found[pk] for pk in at if pk in found]

    def every(self) -> Iterator[PersonRow]:
        """All rows in order, one after the other: with a cursor on the server where there is one."""
        return self._read(self.ordered)

    def _read(self, rows: QuerySet[Enrolment]) -> Iterator[PersonRow]:
        needed = len(self.tests)
        shown = rows.annotate(**_columns(self.scope, self.tests)).values_list(*FIELDS)
        for pk, ref, person, title, cohort, at, away, *numbers, tests in shown.iterator(chunk_size=2000):
            runs = cohort in self.scope.run
            passed = bool(needed) and tests >= needed
            yield PersonRow(pk, place_code(ref), person if runs else "", title, at, away and runs, *numbers, passed)


def _columns(scope: Scope, tests: Iterable[str]) -> dict[str, Any]:
    """Each a subquery over what belongs to the person of a place."""
    me = mine(scope)
    done = ModuleEnrolment.objects.filter(**_within(me, "enrolment__"), enrolment__cohort=OuterRef("cohort"), completed_at__isnull=False)
    confirmed = Entry.objects.filter(**me, state="countersigned").in_force()
    passed = AttemptResult.objects.standing().counting().filter(**_within(me, "attempt__"), passed=True, attempt__quiz__key__in=list(tests))
    return {
        "ref": Coalesce("person__merged_into__public_id", "person__public_id"),
        "at": F("stage"),
        "away": is_away(scope),
        "modules_done": _one(done, Count("module_key", distinct=True)),
        "training": _one(_once(TrainingCredit.objects.in_force().filter(**me), scope), Sum("minutes")),
        "practice": _one(confirmed.filter(kind="practice"), Sum("minutes")),
        "supervision": _one(confirmed.filter(kind="supervision"), Sum("minutes")),
        "competencies": _one(_newest(Judgement.objects.filter(**me), scope).filter(outcome=MET), Count("pk")),
        "tests": _one(passed, Count("attempt__quiz", distinct=True)) if tests else Value(0),
    }


def _within(mine: dict[str, Any], path: str) -> dict[str, Any]:
    return {path + name: value for name, value in mine.items()}


def _one(rows: QuerySet[Any], sum_of: Any) -> Coalesce:
    """One number from many rows; 0 without any."""
    summed = rows.order_by().annotate(one=Value(1)).values("one").annotate(n=sum_of).values("n")
    return Coalesce(Subquery(summed, output_field=IntegerField()), 0)


def _once(given: QuerySet[TrainingCredit], scope: Scope) -> QuerySet[TrainingCredit]:
    """A module that was completed under both records, or a workshop, gives its minutes once: as many as the better (schemes.evidence)."""
    if not scope.joined:
        return given
    same = Q(module_key=OuterRef("module_key")) | Q(attendance__workshop=OuterRef("attendance__workshop"))
    better = Q(minutes__gt=OuterRef("minutes")) | Q(minutes=OuterRef("minutes"), pk__lt=OuterRef("pk"))
    beside = TrainingCredit.objects.in_force().filter(same, better, domain=OuterRef("domain"), **_same_person(scope))
    return given.exclude(Exists(beside))


def _newest(judged: QuerySet[Judgement], scope: Scope) -> QuerySet[Judgement]:
    """The judgement that counts for each competency: the policy of assessments.queries.latest."""
    later = Q(judged_on__gt=OuterRef("judged_on")) | Q(judged_on=OuterRef("judged_on"), recorded_at__gt=OuterRef("recorded_at"))
    cited = {name: OuterRef(name) for name in ("framework_version__framework", "competency")}
    return judged.exclude(Exists(Judgement.objects.filter(later, **cited, **_same_person(scope))))


def _same_person(scope: Scope) -> dict[str, Any]:
    """In a subquery of a subquery: rows of the person of the row around it, under whichever record."""
    if not scope.joined:
        return {"person": OuterRef("person")}
    row, kept = OuterRef(OuterRef("person")), OuterRef(OuterRef("person__merged_into"))
    return {"person__in": User.objects.filter(Q(pk=row) | Q(merged_into=row) | Q(pk=kept) | Q(merged_into=kept)).values("pk")}
