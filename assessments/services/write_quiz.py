"""Make a test, and keep the version of it that somebody is writing."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from assessments.models import Question, QuestionBank, Quiz
from assessments.quiz_states import READY
from lms.core.canonical import canonical_json, sha256_hex
from lms.core.errors import Refused
from lms.core.permissions import require


class ChangedMeanwhile(Refused):
    """Somebody else has kept another draft since the page was shown. Nothing was written."""

    def __init__(self) -> None:
        super().__init__(
            _("Somebody else has changed this draft while you were writing. What you wrote is below. Keep it again to put it in its place.")
        )


@transaction.atomic
def add_quiz(*, key: str, title: str, bank: QuestionBank, by: User) -> Quiz:
    """A test that nobody can take yet, with a draft that names the bank and the topics of its ready questions."""
    require(by, "assessments.edit_questions")
    topics = Question.objects.filter(bank=bank, state=READY).order_by("topic").values_list("topic", flat=True).distinct()
    named = [{"key": topic, "title": topic.replace("-", " ").capitalize()} for topic in topics]
    draft = {"bank": bank.key, "topics": named, "sections": [{}]}
    return Quiz.objects.create(key=key, title=title, draft=draft)


@transaction.atomic
def save_quiz_draft(*, quiz: Quiz, definition: Mapping[str, Any] | None, by: User, shown: str) -> Quiz:
    """Keep a draft, whatever still needs mending in it; None throws it away.

    `shown`: `draft_hash` of the test when the page was made. Raises ChangedMeanwhile when that is no longer so.
    """
    require(by, "assessments.edit_questions", quiz)
    held = Quiz.objects.select_for_update().get(pk=quiz.pk)
    if draft_hash(held) != shown and held.draft != definition:
        raise ChangedMeanwhile
    held.draft = None if definition is None else dict(definition)
    held.save(update_fields=["draft"])
    return held


@transaction.atomic
def call_quiz(*, quiz: Quiz, title: str, by: User) -> None:
    """Another title, at once and everywhere: it is no part of a version."""
    require(by, "assessments.edit_questions", quiz)
    Quiz.objects.filter(pk=quiz.pk).update(title=title)


def begun(quiz: Quiz) -> dict[str, Any]:
    """What an editor goes on with: the draft, or the newest version."""
    newest = quiz.newest if quiz.draft is None else None
    return dict(quiz.draft if quiz.draft is not None else newest.definition if newest else {"topics": [], "sections": [{}]})


def draft_hash(quiz: Quiz) -> str:
    """The state of the draft; an empty one and none are told apart."""
    return sha256_hex(canonical_json([quiz.draft]))
