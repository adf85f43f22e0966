"""Which versions a paper of a test holds, drawn from what its bank has ready today. Read only: nothing is kept."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from assessments.models import QuestionVersion
from assessments.questions.paper import Candidate, NotEnough, draw
from assessments.questions.quiz import QuizRules
from lms.core.errors import Refused


class NotDrawn(Refused):
    """The bank cannot fill a paper. `section` counts from 0."""

    def __init__(self, says: str, section: int) -> None:
        super().__init__(says)
        self.section = section


def draw_versions(rules: QuizRules, seed: int, seen: Collection[int] = frozenset()) -> list[int]:
    """The primary keys of the drawn versions. Candidates are questions, so a new version of one that was met is still met."""
    rows = QuestionVersion.objects.drawable(rules.bank).values_list("pk", "question_id", "topic", "kind", "tags", "question__key")
    versions = {question: pk for pk, question, *_rest in rows}
    pool = [Candidate(question, topic, kind, frozenset(tags), key) for _pk, question, topic, kind, tags, key in rows]
    try:
        return [versions[question] for question in draw(rules.sections, pool, seed, seen)]
    except NotEnough as short:
        raise NotDrawn(not_enough(rules, short), short.section) from short


def not_enough(rules: QuizRules, short: NotEnough) -> str:
    if short.missing:
        says = _("Section {number} names questions that are not ready, or not of the kinds that it names: {keys}.")
        return says.format(number=short.section + 1, keys=", ".join(short.missing))
    section = rules.sections[short.section]
    says = _("Section {number} ({topic}) needs {need} questions that are ready, and the bank has {have}.")
    topic = rules.topics.get(section.topic, _("any topic"))
    return says.format(number=short.section + 1, topic=topic, need=short.need, have=short.have)
