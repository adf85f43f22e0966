"""Draw the questions of one paper from what the bank has ready today."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import selves
from assessments.models import AttemptSlot, QuestionVersion, QuizVersion
from assessments.questions.paper import Candidate, NotEnough, draw
from assessments.questions.quiz import QuizRules
from lms.core.errors import Refused


def draw_paper(*, version: QuizVersion, person: User, seed: int) -> list[QuestionVersion]:
    """The question versions in the order of the paper, those first that this person has not met in this test.

    Raises Refused when the bank cannot fill the paper; `release_quiz_version` has seen to it that it could.
    """
    met = AttemptSlot.objects.filter(attempt__person__in=selves(person), attempt__quiz=version.quiz_id)
    seen = set(met.values_list("question_version__question_id", flat=True))
    by_question = draw_versions(version.rules, seed, seen)
    drawn = QuestionVersion.objects.in_bulk(by_question)
    return [drawn[pk] for pk in by_question]


def draw_versions(rules: QuizRules, seed: int, seen: Collection[int] = frozenset()) -> list[int]:
    """The primary keys of the drawn versions. Candidates are questions, so a new version of one that was met is still met."""
    rows = QuestionVersion.objects.drawable(rules.bank).values_list("pk", "question_id", "topic", "kind", "tags", "question__key")
    versions = {question: pk for pk, question, *_rest in rows}
    pool = [Candidate(question, topic, kind, frozenset(tags), key) for _pk, question, topic, kind, tags, key in rows]
    try:
        return [versions[question] for question in draw(rules.sections, pool, seed, seen)]
    except NotEnough as short:
        raise Refused(not_enough(rules, short)) from short


def not_enough(rules: QuizRules, short: NotEnough) -> str:
    if short.missing:
        says = _("Section {number} names questions that are not ready, or not of the kinds that it names: {keys}.")
        return says.format(number=short.section + 1, keys=", ".join(short.missing))
    section = rules.sections[short.section]
    says = _("Section {number} ({topic}) needs {need} questions that are ready, and the bank has {have}.")
    topic = rules.topics.get(section.topic, _("any topic"))
    return says.format(number=short.section + 1, topic=topic, need=short.need, have=short.have)
