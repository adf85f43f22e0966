"""Evidence of many people in a fixed number of statements, as the pure engine wants it.

The apps below are asked through their queries alone. Nothing is copied into a table of ours: a report is worked out from
what they hold, and only the report that a decision rests on is kept.
"""

from __future__ import annotations

from collections.abc import Sequence

from assessments import queries as assessed
from courses import queries as courses
from logbook import queries as logbook
from schemes.models import Attestation
from schemes.requirements import Evidence, JudgedCompetency, QuizResult, SentCompetency, SignedStatement, TrainingCredited


def evidence_of(person_ids: Sequence[int]) -> dict[int, Evidence]:
    """Everything that requirements may look at, by person. One person is a cohort of one: the same statements."""
    ids = list(person_ids)
    training, results = courses.training_credits(ids), assessed.quiz_results(ids)
    judged, sent = assessed.judgements(ids), assessed.waiting_pieces(ids)
    practice, supervision = logbook.hours(ids, "practice"), logbook.hours(ids, "supervision")
    signed = _signed(ids)
    return {
        one: Evidence(
            training=tuple(map(_training, training[one])),
            quizzes=tuple(map(_quiz, results[one])),
            judgements=tuple(map(_judged, judged[one])),
            sent=tuple(map(_sent, sent[one])),
            practice=tuple(practice[one]),
            supervision=tuple(supervision[one]),
            statements=tuple(signed.get(one, ())),
        )
        for one in ids
    }


def _training(row: courses.TrainingCredited) -> TrainingCredited:
    return TrainingCredited(row.ref, row.module_key, row.title, row.edition, row.domain, row.minutes, row.on)


def _quiz(row: assessed.QuizResult) -> QuizResult:
    return QuizResult(row.ref, row.quiz_key, row.passed, row.correct, row.of, row.on)


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
