"""Evidence of many people in a fixed number of statements, as the pure engine wants it.

The apps below are asked through their queries alone. Nothing is copied into a table of ours: a report is worked out from
what they hold, and only the report that a decision rests on is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from accounts.queries import pauses_of
from assessments import queries as assessed
from courses import queries as courses
from logbook import queries as logbook
from schemes.models import Attestation
from schemes.requirements import Evidence, JudgedCompetency, QuizResult, SentCompetency, SignedStatement, TrainingCredited


def evidence_of(person_ids: Sequence[int], joined: Mapping[int, int] | None = None) -> dict[int, Evidence]:
    """Everything that requirements may look at, by person. One person is a cohort of one: the same statements.

    `joined`: second records, by row id, with the id of whom they belong to (accounts.queries.joined_into). What stands in them counts
    for the one person, and what stands in both counts once.
    """
    own = {one: [one] for one in person_ids}
    for row, one in (joined or {}).items():
        own[one].append(row)
    ids = [row for rows in own.values() for row in rows]
    training, results = courses.training_credits(ids), assessed.quiz_results(ids)
    judged, sent = assessed.judgements(ids), assessed.waiting_pieces(ids)
    practice, supervision = logbook.hours(ids, "practice"), logbook.hours(ids, "supervision")
    signed, pauses = _signed(ids), pauses_of(own)
    return {
        one: Evidence(
            training=tuple(map(_training, _once(_together(training, rows)))),
            quizzes=tuple(_quizzes(_together(results, rows))),
            judgements=tuple(map(_judged, _together(judged, rows, lambda each: (each.on, each.recorded_at)))),
            sent=tuple(map(_sent, _together(sent, rows))),
            practice=tuple(_together(practice, rows)),
            supervision=tuple(_together(supervision, rows)),
            statements=tuple(_together(signed, rows)),
            pauses=pauses[one],
        )
        for one, rows in own.items()
    }


def _together(found: Mapping[int, Sequence[Any]], rows: Sequence[int], order: Callable[[Any], Any] = lambda each: each.on) -> list[Any]:
    """What stands in all records of one person, oldest first; as it was read for somebody with one record."""
    every = [each for row in rows for each in found.get(row, ())]
    return sorted(every, key=order) if len(rows) > 1 else every


def _once(given: Iterable[courses.TrainingCredited]) -> list[courses.TrainingCredited]:
    """A module that was completed under both records gives its minutes once, as the database says for one record."""
    first: dict[tuple[str, str], courses.TrainingCredited] = {}
    for each in given:
        first.setdefault((each.module_key, each.domain), each)
    return list(first.values())


def _training(row: courses.TrainingCredited) -> TrainingCredited:
    return TrainingCredited(row.ref, row.module_key, row.title, row.edition, row.domain, row.minutes, row.on)


def _quizzes(rows: Sequence[assessed.QuizResult]) -> Iterable[QuizResult]:
    """Which try of a test counts is asked over all records of a person together."""
    gone = assessed.overtaken(rows)
    for row in rows:
        yield QuizResult(row.ref, row.quiz_key, row.passed, row.correct, row.of, row.on, stands=row.ref not in gone)


def _judged(row: assessed.JudgedCompetency) -> JudgedCompetency:
    # The assessor is left behind here: a report that is kept for years names nobody.
    place = (row.ref, row.framework, row.framework_version, row.competency)
    return JudgedCompetency(*place, row.outcome, row.on, row.recorded_at, row.method)  # type: ignore[arg-type]


def _sent(row: assessed.WaitingPiece) -> SentCompetency:
    return SentCompetency(row.ref, row.framework, row.framework_version, row.competency, row.on)


def _signed(person_ids: Sequence[int]) -> dict[int, list[SignedStatement]]:
    found: dict[int, list[SignedStatement]] = {}
    rows = Attestation.objects.filter(person_id__in=person_ids).order_by("signed_on", "pk")
    fields = ("person_id", "public_id", "statement_version__statement__code", "statement_version__number", "signed_on")
    for person_id, ref, code, number, on in rows.values_list(*fields):
        found.setdefault(person_id, []).append(SignedStatement(ref, code, number, on))
    return found
