"""Questions of a bank that say nearly the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.models import Question, QuestionBank
from assessments.queries.question_bank import listed_questions
from assessments.questions.alike import alike
from assessments.quiz_states import RETIRED


@dataclass(frozen=True)
class Asked:
    """A question by its address and its words."""

    public_id: str
    stem: str


@dataclass(frozen=True)
class Pair:
    """Two questions and how much of their words is common, in whole per cent."""

    one: Asked
    other: Asked
    percent: int


def alike_questions(bank: QuestionBank) -> Sequence[Pair]:
    """Pairs of questions that are not retired, the most alike first. One statement."""
    rows = listed_questions(Question.objects.filter(bank=bank).exclude(state=RETIRED).order_by("key"))
    asked = {pk: Asked(public_id, stem or "") for pk, public_id, stem in rows.values_list("pk", "public_id", "stem")}  # type: ignore[misc]
    pairs = alike({pk: one.stem for pk, one in asked.items()})
    return sorted((Pair(asked[one], asked[other], int(100 * common)) for one, other, common in pairs), key=lambda pair: -pair.percent)
