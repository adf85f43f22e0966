"""Reads about tests: for screens, for the rule engine and for the apps above."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from accounts.models import User
from accounts.queries import reader_of, rows_of, selves
from assessments import questions
from assessments.grading import ALWAYS, Counts, Event, Try, Turn, Window, fold, next_turn, say_points
from assessments.models import Answer, AnswerMarking, Attempt, AttemptResult, AttemptSlot, MarkEvent, Quiz, QuizVersion
from assessments.questions import KINDS, Mark
from lms.core.narrative import attach_words
from lms.core.written_once import WrittenOnce


@dataclass(frozen=True)
class QuizResult:
    """One try that was handed in. `points` is exact, `correct` the whole points in it; `on` is the day in UTC.

    `counts`: what its rules say about several tries, "best" or "last".
    """

    ref: str
    quiz_key: str
    passed: bool
    points: Fraction
    correct: int
    of: int
    needed: int
    on: date
    counts: Counts = "best"


def quiz_results(person_ids: Iterable[int], quiz_keys: Sequence[str] | None = None) -> dict[int, list[QuizResult]]:
    """All results that stand, oldest first, for each of these people; one statement however many they are."""
    found: dict[int, list[QuizResult]] = {person_id: [] for person_id in person_ids}
    rows = AttemptResult.objects.standing().filter(attempt__person__in=found)
    if quiz_keys is not None:
        rows = rows.filter(attempt__quiz__key__in=quiz_keys)
    told = rows.select_related("attempt__quiz").annotate(counts=F("attempt__quiz_version__definition__counts"))
    for row in told.order_by("submitted_at", "pk"):
        found[row.attempt.person_id].append(_result(row))
    return found


def overtaken(results: Iterable[QuizResult]) -> set[str]:
    """The refs of results, given oldest first, whose place a later try took, because its rules say that the last counts."""
    gone: set[str] = set()
    closed: set[str] = set()
    for result in reversed(list(results)):
        if result.quiz_key in closed:
            gone.add(result.ref)
        if result.counts == "last":
            closed.add(result.quiz_key)
    return gone


def _result(row: AttemptResult) -> QuizResult:
    return QuizResult(
        ref=row.attempt.public_id,
        quiz_key=row.attempt.quiz.key,
        passed=row.passed,
        points=row.points,
        correct=int(row.points),
        of=row.of,
        needed=row.needed,
        on=row.submitted_at.date(),
        counts=row.counts or "best",  # type: ignore[attr-defined]
    )


def tries_of(person: User, quiz: Quiz, context_key: str = "") -> list[Attempt]:
    """This person's attempts in one context, oldest first, each with `.passed`, `.has_result` and `.marked_at` (the newest by a person)."""
    results = AttemptResult.objects.filter(attempt=OuterRef("pk"))
    passes = AttemptResult.objects.standing().filter(attempt=OuterRef("pk"), passed=True)
    by_people = MarkEvent.objects.filter(slot__attempt=OuterRef("pk"), kind="person").order_by("-at").values("at")
    mine = Attempt.objects.filter(person__in=selves(person), quiz=quiz, context_key=context_key)
    told = mine.annotate(passed=Exists(passes), has_result=Exists(results), marked_at=Subquery(by_people[:1]))
    return list(told.order_by("number", "started_at"))


def turn_of(attempts: Sequence[Any], version: QuizVersion, now: datetime, window: Window = ALWAYS) -> Turn:
    """What comes next after these attempts (as `tries_of` gives them) under the rules of this version, on the days of the person."""
    return next_turn(version.rules, [_try(attempt) for attempt in attempts], now, window)


def _try(attempt: Any) -> Try:
    """The wait before the next try counts from the feedback, whoever gave it (ux.md 3.3)."""
    ended_at = attempt.marked_at or attempt.submitted_at
    return Try(state=attempt.state, ended_at=ended_at, passed=attempt.passed, waits=not attempt.has_result)


@dataclass(frozen=True)
class Place:
    """One place on a paper, as the list of questions shows it."""

    position: int
    is_answered: bool
    is_flagged: bool
    saved_at: datetime | None


def places_of(attempt: Attempt) -> list[Place]:
    """The list of questions with their states, without the questions themselves."""
    rows = Answer.objects.filter(slot__attempt=attempt).order_by("slot__position")
    fields = rows.values_list("slot__position", "response", "flagged", "saved_at")
    return [Place(position, response is not None, flagged, saved_at) for position, response, flagged, saved_at in fields]


@dataclass(frozen=True)
class Entry:
    """One question of a paper with what was answered, in words. `mark` only once it was handed in."""

    position: int
    stem: str
    summary: str
    is_flagged: bool
    kind: str
    why: str = ""
    mark: Mark | None = None
    markup: str = ""
    images: Mapping[str, str] = field(default_factory=dict)
    after: str = ""
    points: Fraction | None = None
    said: str = ""

    @property
    def is_scored(self) -> bool:
        return KINDS[self.kind].marked_by != "nobody"

    @property
    def is_by_person(self) -> bool:
        return KINDS[self.kind].marked_by == "person"

    @property
    def had(self) -> str:
        """The points that stand, in words; "" where nobody has given any yet."""
        return "" if self.points is None else say_points(self.points)

    @property
    def is_ordering(self) -> bool:
        """Whether the lines of the answer are numbered when they are shown."""
        return self.kind == "ordering"


def attempt_of(person: User, ref: str) -> Attempt | None:
    """The paper with this public id, if it is this person's; with its test, version and person, in one statement."""
    found: list[Attempt] = _own(people=rows_of(person), ref=ref)
    return found[0] if found else None


@WrittenOnce
def _own(people: tuple[int, ...], ref: str) -> QuerySet[Attempt]:
    return Attempt.objects.readable_by(reader_of(people)).filter(public_id=ref).select_related("quiz", "quiz_version", "person")


def entries_of(attempt: Attempt, *, shows_key: bool = True) -> list[Entry]:
    """The whole paper in words, in one statement (two once it is handed in, four when a person marked a part of it).

    Without the key: the answers and what assessors said about them, and nothing that tells what fits.
    """
    slots = AttemptSlot.objects.filter(attempt=attempt).select_related("question_version", "answer").order_by("position")
    if attempt.is_open:
        return [_entry(slot) for slot in slots]
    events = marks_of(attempt)
    said = said_of(attempt) if any(event.kind == "person" for held in events.values() for event in held) else {}
    if not shows_key:
        return [replace(_entry(slot), said=said.get(slot.pk, ""), why="") for slot in slots]
    return [_marked_entry(slot, events.get(slot.pk, []), said.get(slot.pk, "")) for slot in slots]


def marks_of(attempt: Attempt) -> dict[int, list[MarkEvent]]:
    """Every mark of every answer, oldest first, by slot."""
    found: dict[int, list[MarkEvent]] = {}
    for event in MarkEvent.objects.filter(slot__attempt=attempt).order_by("slot_id", "seq"):
        found.setdefault(event.slot_id, []).append(event)
    return found


def said_of(attempt: Attempt) -> dict[int, str]:
    """What assessors wrote beside answers, the newest of each, by slot."""
    markings = attach_words(AnswerMarking.objects.filter(slot__attempt=attempt).order_by("pk"))
    return {marking.slot_id: marking.words or "" for marking in markings}


def _marked_entry(slot: AttemptSlot, events: list[MarkEvent], said: str) -> Entry:
    voided = next((frozenset(event.voided) for event in reversed(events) if event.kind == "machine"), frozenset())
    mark = questions.grade(slot.question_version.definition, slot.answer.response, voided)
    standing = fold([Event(event.seq, event.kind, event.points) for event in events])  # type: ignore[arg-type]
    points = None if standing.given_by == "nobody" else standing.points
    if points is not None and points != mark.points:
        mark = replace(mark, points=points)  # what stands is the mark that was given
    return replace(_entry(slot), mark=mark, points=points, said=said, after=after_of(slot.question_version.definition, points))


def after_of(definition: Mapping[str, Any], points: Fraction | None) -> str:
    """The words that the question has for this outcome."""
    name = {None: "", Fraction(0): "none", Fraction(1): "whole"}.get(points, "part")
    return str(definition.get("after", {}).get(name, ""))


def _entry(slot: AttemptSlot) -> Entry:
    definition, response = slot.question_version.definition, slot.answer.response
    return Entry(
        position=slot.position,
        stem=definition["stem"],
        summary=questions.summary(definition, response),
        is_flagged=slot.answer.flagged,
        kind=slot.question_version.kind,
        why=definition.get("why", ""),
        markup=definition.get("markup", ""),
        images=definition.get("images", {}),
    )
