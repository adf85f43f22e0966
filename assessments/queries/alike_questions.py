"""Questions of a bank that say nearly the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.models import Question, QuestionBank
from assessments.queries.question_bank import listed_questions
from assessments.questions.alike import alike
from assessments.quiz_states import RETIRED


@dataclass(frozen=True)
class Pair:
    """Two questions and how much of their words is common, in whole per cent."""

    one: Question
    other: Question
    percent: int


def alike_questions(bank: QuestionBank) -> Sequence[Pair]:
    """Pairs of questions that are not retired, the most alike first. One statement."""
    rows = {row.pk: row for row in listed_questions(Question.objects.filter(bank=bank).exclude(state=RETIRED).order_by("key"))}
    pairs = alike({pk: row.stem or "" for pk, row in rows.items()})
    found = [Pair(rows[one], rows[other], int(100 * common)) for one, other, common in pairs]
    return sorted(found, key=lambda pair: -pair.percent)
