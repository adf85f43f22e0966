"""Draw the questions of one paper from what the bank has ready today."""

from accounts.models import User
from accounts.queries import selves
from assessments.models import AttemptSlot, QuestionVersion, QuizVersion
from assessments.queries.paper_drawing import draw_versions


def draw_paper(*, version: QuizVersion, person: User, seed: int) -> list[QuestionVersion]:
    """The question versions in the order of the paper, those first that this person has not met in this test.

    Raises Refused when the bank cannot fill the paper; `release_quiz_version` has seen to it that it could.
    """
    met = AttemptSlot.objects.filter(attempt__person__in=selves(person), attempt__quiz=version.quiz_id)
    seen = set(met.values_list("question_version__question_id", flat=True))
    by_question = draw_versions(version.rules, seed, seen)
    drawn = QuestionVersion.objects.in_bulk(by_question)
    return [drawn[pk] for pk in by_question]
