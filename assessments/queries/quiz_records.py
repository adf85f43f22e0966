"""What is held about a person's tests, and whether the records of tests are sound."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import timedelta
from fractions import Fraction
from itertools import groupby
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q

from accounts.models import User
from accounts.queries import selves
from assessments.grading import BrokenHistory, Event, fold
from assessments.models import Answer, AnswerFile, Attempt, AttemptResult, AttemptSlot, MarkEvent, PassRuling, QuestionVersion, QuizVersion
from assessments.models.people_marking import unmarked
from assessments.queries.quiz_screens import part_lines
from assessments.queries.quizzes import entries_of
from assessments.quiz_states import OPEN, SUBMITTED
from lms.core.canonical import canonical_json, sha256_hex
from lms.core.narrative import attach_words
from lms.core.registry import Problem

# A save that was on its way when somebody handed in may carry a slightly later time and still have counted.
A_MOMENT = timedelta(minutes=1)


def export_attempts(person: User) -> list[dict[str, Any]]:
    """Every try with its questions, answers and result, in words."""
    attempts = Attempt.objects.filter(person__in=selves(person)).select_related("quiz", "quiz_version").order_by("started_at")
    results = {row.attempt_id: row for row in AttemptResult.objects.standing().filter(attempt__person__in=selves(person))}
    rulings = rulings_by_attempt(person)
    return [{**exported(attempt, results.get(attempt.pk)), "passes_ruled_on": rulings[attempt.pk]} for attempt in attempts]


def rulings_by_attempt(person: User) -> dict[int, list[dict[str, Any]]]:
    """What people ruled on passes that a question taken back had put in doubt, with their reasons, oldest first."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    rows = PassRuling.objects.filter(doubt__attempt__person__in=selves(person)).select_related("doubt").order_by("pk")
    for row in attach_words(rows):
        found[row.doubt.attempt_id].append({"at": row.recorded_at.isoformat(), "pass_stands": row.keeps, "words": row.words})
    return found


def answer_files(person: User) -> Iterator[tuple[str, bytes]]:
    """Every file beside a person's answers, one after the other: path in the copy, content."""
    for each in AnswerFile.objects.readable_by(person).select_related("file", "slot__attempt__quiz").order_by("pk"):
        with each.file.file.open("rb") as stored:
            yield f"tests/{each.slot.attempt.quiz.key}/{each.file.name}", stored.read()


def exported(attempt: Attempt, result: AttemptResult | None) -> dict[str, Any]:
    answers = [
        {"question": entry.stem, "answer": entry.summary, "flagged": entry.is_flagged, **({"feedback": entry.said} if entry.said else {})}
        for entry in entries_of(attempt)
    ]
    return {
        "test": attempt.quiz.title,
        "version": attempt.quiz_version.number,
        "started_at": attempt.started_at.isoformat(),
        "submitted_at": attempt.submitted_at.isoformat() if attempt.submitted_at else None,
        "state": attempt.get_state_display(),
        "points": str(result.points) if result else None,
        "of": result.of if result else None,
        "passed": result.passed if result else None,
        **({"parts": [asdict(line) for line in part_lines(result, attempt.quiz_version.rules)]} if result and result.parts else {}),
        "answers": answers,
    }


def check_quizzes() -> Iterator[Problem]:
    """Rows that break an invariant of architecture.md section 5, in a fixed number of statements."""
    yield from check_hashes(QuestionVersion.objects.all())
    yield from check_hashes(QuizVersion.objects.all())
    yield from check_attempts()
    yield from check_results()


def check_hashes(versions: Any) -> Iterator[Problem]:
    for version in versions.iterator():
        if sha256_hex(canonical_json(version.hashed())) != version.sha256:
            yield Problem(2, f"{version._meta.label} {version.pk}", "is not what was released: its hash differs")


def check_attempts() -> Iterator[Problem]:
    elsewhere = Attempt.objects.exclude(quiz_version__quiz=F("quiz"))
    yield from said(elsewhere, "keeps a version of another test")
    waiting = AttemptSlot.objects.filter(unmarked(), attempt=OuterRef("pk"))
    told = AttemptResult.objects.filter(attempt=OuterRef("pk"))
    without = Attempt.objects.filter(~Exists(told), ~Exists(waiting), state=SUBMITTED)
    yield from said(without, "was handed in and has no result")
    empty = Attempt.objects.annotate(places=Count("slots"), answers=Count("slots__answer"))
    yield from said(empty.filter(Q(places=0) | ~Q(places=F("answers"))), "has places on its paper without an answer row")
    here = Answer.objects.filter(slot__attempt=OuterRef("pk"))
    ajar = Q(Exists(here.filter(is_open=True))) & ~Q(state=OPEN)
    shut = Q(Exists(here.filter(is_open=False))) & Q(state=OPEN)
    yield from said(Attempt.objects.filter(ajar | shut), "and its answers do not agree on whether it is open")
    late = Attempt.objects.filter(Exists(here.filter(saved_at__gt=F("slot__attempt__submitted_at") + A_MOMENT)))
    yield from said(late, "has an answer that was saved after it was handed in")


def said(attempts: Any, says: str) -> Iterator[Problem]:
    for ref in attempts.order_by("pk").values_list("public_id", flat=True):
        yield Problem(2, f"assessments.Attempt {ref}", says)


def check_results() -> Iterator[Problem]:
    """The result that stands is the sum of the marks that stand."""
    rows = MarkEvent.objects.order_by("slot__attempt_id", "slot_id", "seq").select_related("slot").iterator()
    results = {row.attempt_id: row.points for row in AttemptResult.objects.standing().iterator()}
    for attempt_id, events in groupby(rows, key=lambda row: row.slot.attempt_id):
        points = total_of(events)
        if points is None or results.get(attempt_id, points) != points:
            yield Problem(2, f"assessments.AttemptResult of attempt {attempt_id}", "does not agree with the marks of its answers")


def total_of(rows: Iterable[MarkEvent]) -> Fraction | None:
    """The points of one attempt; None when its mark events cannot have happened."""
    try:
        slots = [list(events) for _slot, events in groupby(rows, key=lambda row: row.slot_id)]
        return sum((fold([as_event(row) for row in events]).points for events in slots), Fraction(0))
    except BrokenHistory:
        return None


def as_event(row: MarkEvent) -> Event:
    return Event(seq=row.seq, kind=row.kind, points=row.points)  # type: ignore[arg-type]
