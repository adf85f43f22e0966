"""Release a version of a test: people who start from now on get its rules."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from assessments.models import Quiz, QuizVersion
from assessments.queries.paper_drawing import draw_versions
from assessments.questions.quiz import quiz_rules
from assessments.questions.quiz_checks import quiz_problems
from assessments.services.release_question import refuse_problems
from lms.core import clock
from lms.core.canonical import canonical_json, sha256_hex
from lms.core.permissions import require


@transaction.atomic
def release_quiz_version(
    *, quiz: Quiz, definition: Mapping[str, Any], by: User | None, note: str = "", at: datetime | None = None
) -> QuizVersion:
    """The next version, or the newest one when nothing has changed. A draft of it goes. Attempts keep the version with which they began.

    Raises Refused for a definition with problems (naming the place of each) and for a bank that cannot fill the paper.
    """
    if by is not None:
        require(by, "assessments.edit_questions", quiz)
    refuse_problems(quiz_problems(definition))
    draw_versions(quiz_rules(definition), seed=0)
    held = Quiz.objects.select_for_update().get(pk=quiz.pk)
    version = QuizVersion(quiz=held, definition=dict(definition), note=note, released_by=by)
    version.sha256 = sha256_hex(canonical_json(version.hashed()))
    newest = held.newest
    if held.draft == dict(definition):  # what comes from a file takes nobody's draft
        Quiz.objects.filter(pk=held.pk).update(draft=None)
    if newest is not None and newest.sha256 == version.sha256:
        return newest
    version.number = newest.number + 1 if newest else 1
    version.released_at = at or clock.now()
    version.save(force_insert=True)
    return version
