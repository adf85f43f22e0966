"""Put a new question into a bank, as a draft with its first version."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.models import User
from assessments.models import Question, QuestionBank
from assessments.services.release_question import release_question_version
from lms.core.permissions import require


@transaction.atomic
def add_question(
    *, bank: QuestionBank, key: str, topic: str, tags: list[str], definition: Mapping[str, Any], by: User, note: str = "", **about: str
) -> Question:
    """No test draws it before somebody makes it ready. Raises Refused naming the place of each problem.

    `about`: language, outcome and competency, as `assessments.questions.about` has them.
    """
    require(by, "assessments.edit_questions")
    question = Question.objects.create(bank=bank, key=key, topic=topic, tags=tags, **about)
    release_question_version(question=question, definition=definition, by=by, note=note)
    return question
