"""Keep the version of a question that somebody is writing, or that came in from a file."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.models import User
from assessments import questions
from assessments.models import Question
from assessments.services.release_question import refuse_problems, say_about
from lms.core.permissions import require


@transaction.atomic
def save_question_draft(
    *, question: Question, definition: Mapping[str, Any] | None, by: User | None, about: Mapping[str, Any] | None = None
) -> list[questions.Problem]:
    """Returns what must still be mended before it can be released. None throws the draft away.

    `by` None: loaded from a file by whoever runs the installation. Raises Refused, naming each place, for a definition that nobody could
    show or mark: that cannot be kept even as a draft. `about`: what the question is about from its next version on (`say_about`).
    """
    if by is not None:
        require(by, "assessments.edit_questions", question)
    found = [] if definition is None else questions.problems(definition)
    refuse_problems([problem for problem in found if problem.is_structural])
    question.draft = None if definition is None else dict(definition)
    question.save(update_fields=["draft"])
    say_about(question, about or {})
    return found
