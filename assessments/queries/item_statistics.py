"""Reads about how questions and tests did, for editors: counted, never who."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from assessments.models import Attempt, AttemptSlot, OptionVoid, Question, QuestionVersion, Quiz, QuizVersion
from assessments.queries.item_cells import Met, met_in, met_with, paper_points_of, places_of, rows_of, seconds_of
from assessments.quiz_states import RETIRED, SUBMITTED
from assessments.statistics import Cell, Item, Papers, Reason, Tally, item_of, lines_of, median, papers_of, picked, why_rewrite


@dataclass(frozen=True)
class QuestionFigures:
    """One version of a question with its figures; `item` is None where fewer than FLOOR people have met it."""

    version: QuestionVersion
    item: Item | None
    reasons: Sequence[Reason]
    is_newest: bool

    @property
    def stem(self) -> str:
        return str(self.version.definition["stem"])

    @property
    def is_to_rewrite(self) -> bool:
        """A version that was replaced since, or whose question is no longer drawn, waits for nobody."""
        return bool(self.reasons) and self.is_newest and self.version.question.state != RETIRED


@dataclass(frozen=True)
class QuizFigures:
    """One version of a test. `papers` is None for fewer than FLOOR people; then there are no figures of its questions either."""

    version: QuizVersion
    papers: Papers | None
    questions: Sequence[QuestionFigures]

    @property
    def known(self) -> list[QuestionFigures]:
        return [each for each in self.questions if each.item is not None]

    @property
    def to_rewrite(self) -> list[QuestionFigures]:
        return [each for each in self.questions if each.is_to_rewrite]


def quiz_figures(version: QuizVersion) -> QuizFigures:
    """Six statements, however many papers and questions; those to rewrite first, then those that went least well."""
    met = met_in(version)
    totals, minutes = paper_points_of(met)
    drawn = AttemptSlot.objects.filter(question_version=OuterRef("pk"), attempt__quiz_version=version, attempt__state=SUBMITTED)
    tallies = tallied(met, QuestionVersion.objects.filter(Exists(drawn)))
    figures = [figures_of(version, tally, voided) for version, tally, voided in tallies]
    is_same = all(tally.people == totals.n for _version, tally, _voided in tallies)
    parts = [tally.all for _version, tally, _voided in tallies] if is_same else places_of(met)
    papers = papers_of(totals, parts, "questions" if is_same else "places", median(minutes))
    return QuizFigures(version, papers, sorted(figures, key=_gravest_first) if papers else [])


def _gravest_first(figures: QuestionFigures) -> tuple[bool, bool, float]:
    return not figures.is_to_rewrite, figures.item is None, float(figures.item.facility) if figures.item else 0.0


def question_figures(question: Question) -> dict[int, QuestionFigures]:
    """How each version of a question did, over all tests, by the key of the version; four statements."""
    found = tallied(met_with(question), question.versions.all())
    return {version.pk: figures_of(version, tally, voided) for version, tally, voided in found}


Counted = tuple[QuestionVersion, Tally, frozenset[str]]


def tallied(met: Met, versions: QuerySet[QuestionVersion]) -> list[Counted]:
    """These versions with everything that was counted about them, and what was taken back of them."""
    newer = QuestionVersion.objects.filter(question=OuterRef("question"), number__gt=OuterRef("number"))
    rows = versions.select_related("question").annotate(is_newest=~Exists(newer)).order_by("topic", "pk")
    known = {version.pk: version for version in rows}
    tallies = {pk: Tally(lines_of(version.definition)) for pk, version in known.items()}
    for row in rows_of(met):
        chosen = picked(known[row.version].definition, row.response)
        tallies[row.version].add(Cell(row.points, row.rest, row.people, chosen, row.is_kept))
    for pk, seconds, people in seconds_of(met):
        tallies[pk].add_seconds(seconds, people)
    voids = OptionVoid.objects.parts(known)
    return [(version, tallies[pk], voids.get(pk, frozenset())) for pk, version in known.items()]


def figures_of(version: QuestionVersion, tally: Tally, voided: frozenset[str]) -> QuestionFigures:
    item = item_of(tally)
    return QuestionFigures(version, item, reasons_of(item, voided), version.is_newest)  # type: ignore[attr-defined]


def reasons_of(item: Item | None, voided: Iterable[str]) -> list[Reason]:
    """Once a part was taken back, everybody who lost by it has the points: then the figures are no reason any more, and this is."""
    if voided:
        return [Reason("taken_back", _("A part of it was taken back. A new version can do without it."))]
    return why_rewrite(item) if item else []


@dataclass(frozen=True)
class QuizLine:
    """A test with its versions, the newest first, each with the number of papers that were handed in."""

    quiz: Quiz
    versions: Sequence[tuple[QuizVersion, int]]


def quiz_lines() -> list[QuizLine]:
    """Every test, also one whose first draft was thrown away: only from here can it be written again. Three statements.

    Papers are counted, not people.
    """
    handed_in: Mapping[int, int] = dict(
        Attempt.objects.filter(state=SUBMITTED)
        .values_list("quiz_version")
        .annotate(papers=Count("pk"))
        .values_list("quiz_version", "papers")
    )
    return [QuizLine(quiz, _newest_first(quiz.versions.all(), handed_in)) for quiz in Quiz.objects.prefetch_related("versions")]


def _newest_first(versions: Iterable[QuizVersion], handed_in: Mapping[int, int]) -> list[tuple[QuizVersion, int]]:
    return [(version, handed_in.get(version.pk, 0)) for version in sorted(versions, key=lambda version: -version.number)]
