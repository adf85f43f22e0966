"""Release a version of a question: from then on it never changes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from accounts.models import User
from assessments import questions
from assessments.models import Question, QuestionVersion
from assessments.questions.about import FIELDS
from assessments.quiz_states import IN_REVIEW, READY
from lms.core import clock
from lms.core.canonical import canonical_json, sha256_hex
from lms.core.errors import Refused
from lms.core.permissions import require


@transaction.atomic
def release_question_version(
    *,
    question: Question,
    definition: Mapping[str, Any],
    by: User | None,
    note: str = "",
    at: datetime | None = None,
    about: Mapping[str, Any] | None = None,
) -> QuestionVersion:
    """The next version, or the newest one when nothing has changed. Raises Refused naming the place of each problem.

    `by` None: loaded from a file by whoever runs the installation. What is said about the question (topic, tags
    and the rest) goes into the version; `about` changes it first.
    """
    if by is not None:
        require(by, "assessments.edit_questions", question)
    refuse_problems(questions.problems(definition))
    held = Question.objects.select_for_update().get(pk=question.pk)
    say_about(held, about or {})
    said = {field: getattr(held, field) for field in ("topic", "tags", *FIELDS)}
    version = QuestionVersion(question=held, kind=definition["kind"], definition=dict(definition), note=note, released_by=by, **said)
    version.sha256 = sha256_hex(canonical_json(version.hashed()))
    newest = held.newest
    if newest is not None and newest.sha256 == version.sha256:
        return newest
    version.number = newest.number + 1 if newest else 1
    version.released_at = at or clock.now()
    version.save(force_insert=True)
    if held.draft is not None:
        Question.objects.filter(pk=held.pk).update(draft=None)
    if settings.PRODUCTION and held.state == READY and held.is_sensitive:
        # Its readers have read another text. Not a `move`: a file has no person who could make one.
        Question.objects.filter(pk=held.pk).update(state=IN_REVIEW)
    return version


def refuse_problems(found: Sequence[questions.Problem]) -> None:
    if found:
        raise Refused(*(f"{problem.path}: {problem.says}" if problem.path else problem.says for problem in found))


def say_about(question: Question, about: Mapping[str, Any]) -> None:
    """Topic, tags, language, outcome, competency: tests draw by them once a version that says so is released."""
    for field, value in about.items():
        setattr(question, field, value)
    if about:
        question.save(update_fields=list(about))
