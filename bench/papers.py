"""Papers in bulk: one try of each person at a test, drawn, answered by chance and marked, written without the services."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction
from random import Random
from typing import Any

from django.db import connection, transaction

from accounts.models import User
from assessments import questions
from assessments.models import Answer, Attempt, AttemptResult, AttemptSlot, MarkEvent, QuestionVersion, QuizVersion
from assessments.quiz_states import SUBMITTED
from assessments.services.draw_paper import draw_versions
from lms.core import clock

AT_ONCE = 500


def write_papers(version: QuizVersion, people: list[User]) -> None:
    """Somebody able has more right, so that there is something to find."""
    known = QuestionVersion.objects.in_bulk()
    for begin in range(0, len(people), AT_ONCE):
        _write(version, people[begin : begin + AT_ONCE], known)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@transaction.atomic
def _write(version: QuizVersion, people: list[User], known: dict[int, QuestionVersion]) -> None:
    now = clock.now()
    common = {"quiz_id": version.quiz_id, "quiz_version": version, "number": 1, "context_key": "bench", "state": SUBMITTED}
    tries = [
        Attempt(person=person, seed=person.pk, started_at=now - timedelta(minutes=20), submitted_at=now, **common) for person in people
    ]
    attempts = Attempt.objects.bulk_create(tries)
    drawn = [draw_versions(version.rules, attempt.seed) for attempt in attempts]
    slots = AttemptSlot.objects.bulk_create(
        AttemptSlot(attempt=attempt, position=place, question_version_id=key)
        for attempt, keys in zip(attempts, drawn, strict=True)
        for place, key in enumerate(keys, 1)
    )
    answered = [(slot, *_answer(slot, known[slot.question_version_id])) for slot in slots]
    Answer.objects.bulk_create(
        Answer(
            slot=slot,
            response=response,
            revision=1,
            saved_at=slot.attempt.started_at + timedelta(seconds=45 * slot.position),
            is_open=False,
        )
        for slot, response, _points in answered
    )
    MarkEvent.objects.bulk_create(
        MarkEvent(slot=slot, seq=1, kind="machine", points_num=points.numerator, points_den=points.denominator)
        for slot, _response, points in answered
    )
    AttemptResult.objects.bulk_create(_results(version, answered))


def _answer(slot: AttemptSlot, version: QuestionVersion) -> tuple[dict[str, Any], Fraction]:
    dice = Random(slot.pk)
    able = Random(slot.attempt.seed).random()
    response = _right(version.definition) if dice.random() < 0.3 + 0.6 * able else _by_chance(version.definition, dice)
    return response, questions.grade(version.definition, response).points


def _right(definition: dict[str, Any]) -> dict[str, Any]:
    if definition["kind"] == "ordering":
        return {"order": definition["key"]}
    if definition["kind"] == "true_false":
        return {"chosen": "true" if definition["key"] else "false"}
    return {"chosen": definition["keys"] if definition["kind"] == "multiple_response" else definition["key"]}


def _by_chance(definition: dict[str, Any], dice: Random) -> dict[str, Any]:
    names = [name for name, _words in questions.parts(definition)]
    if definition["kind"] == "ordering":
        return {"order": dice.sample(names, len(names))}
    if definition["kind"] == "multiple_response":
        return {"chosen": [name for name in names if dice.random() < 0.5] or names[:1]}
    return {"chosen": dice.choice(names)}


def _results(version: QuizVersion, answered: list[tuple[AttemptSlot, dict[str, Any], Fraction]]) -> Iterator[AttemptResult]:
    totals: dict[int, Fraction] = {}
    attempts = {}
    for slot, _response, points in answered:
        totals[slot.attempt_id] = totals.get(slot.attempt_id, Fraction(0)) + points
        attempts[slot.attempt_id] = slot.attempt
    rules = version.rules
    for key, total in totals.items():
        yield AttemptResult(
            attempt=attempts[key],
            points_num=total.numerator,
            points_den=total.denominator,
            of=rules.of,
            needed=rules.needed,
            passed=total >= rules.needed,
            by_topic=[],
            submitted_at=attempts[key].submitted_at or attempts[key].started_at,
        )
