"""Reads about tests: for screens, for the rule engine and for the apps above."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.db.models import Exists, OuterRef

from accounts.models import User
from accounts.queries import selves
from assessments import questions
from assessments.grading import Try, Turn, next_turn
from assessments.models import Answer, Attempt, AttemptResult, AttemptSlot, MarkEvent, Quiz, QuizVersion
from assessments.questions import Mark


@dataclass(frozen=True)
class QuizResult:
    """One try that was handed in. `points` is exact, `correct` the whole points in it; `on` is the day in UTC."""

    ref: str
    quiz_key: str
    passed: bool
    points: Fraction
    correct: int
    of: int
    needed: int
    on: date


def quiz_results(person_ids: Iterable[int], quiz_keys: Sequence[str] | None = None) -> dict[int, list[QuizResult]]:
    """All results that stand, oldest first, for each of these people; one statement however many they are."""
    found: dict[int, list[QuizResult]] = {person_id: [] for person_id in person_ids}
    rows = AttemptResult.objects.standing().filter(attempt__person__in=found)
    if quiz_keys is not None:
        rows = rows.filter(attempt__quiz__key__in=quiz_keys)
    for row in rows.select_related("attempt__quiz").order_by("submitted_at", "pk"):
        found[row.attempt.person_id].append(_result(row))
    return found


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
    )


def tries_of(person: User, quiz: Quiz, context_key: str = "") -> list[Attempt]:
    """This person's attempts in one context, oldest first, each with `.passed`."""
    passes = AttemptResult.objects.standing().filter(attempt=OuterRef("pk"), passed=True)
    mine = Attempt.objects.filter(person__in=selves(person), quiz=quiz, context_key=context_key)
    return list(mine.annotate(passed=Exists(passes)).order_by("number", "started_at"))


def turn_of(attempts: Sequence[Any], version: QuizVersion, now: datetime) -> Turn:
    """What comes next after these attempts (as `tries_of` gives them) under the rules of this version."""
    tries = [Try(state=attempt.state, ended_at=attempt.submitted_at, passed=attempt.passed) for attempt in attempts]
    return next_turn(version.rules, tries, now)


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

    @property
    def is_ordering(self) -> bool:
        """Whether the lines of the answer are numbered when they are shown."""
        return self.kind == "ordering"


def entries_of(attempt: Attempt) -> list[Entry]:
    """The whole paper in words, in one statement (two once it is handed in)."""
    slots = AttemptSlot.objects.filter(attempt=attempt).select_related("question_version", "answer")
    voided = {} if attempt.is_open else voided_options(attempt)
    return [_entry(slot, None if attempt.is_open else voided.get(slot.pk, frozenset())) for slot in slots.order_by("position")]


def voided_options(attempt: Attempt) -> dict[int, frozenset[str]]:
    """The options that had been taken back when each answer was last marked, by slot."""
    events = MarkEvent.objects.filter(slot__attempt=attempt).order_by("seq").values_list("slot_id", "voided")
    return {slot_id: frozenset(voided) for slot_id, voided in events}


def _entry(slot: AttemptSlot, voided: frozenset[str] | None) -> Entry:
    definition, response = slot.question_version.definition, slot.answer.response
    return Entry(
        position=slot.position,
        stem=definition["stem"],
        summary=questions.summary(definition, response),
        is_flagged=slot.answer.flagged,
        kind=slot.question_version.kind,
        why=definition.get("why", ""),
        mark=None if voided is None else questions.grade(definition, response, voided),
    )
