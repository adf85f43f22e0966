"""Load a question bank and its tests from a YAML file. Loading it twice changes nothing."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from assessments.bank_files import UnreadableBank, read_bank
from assessments.models import Question, QuestionBank, Quiz
from assessments.questions.about import FIELDS, as_written
from assessments.quiz_states import IN_REVIEW, READY
from assessments.services.release_question import release_question_version
from assessments.services.release_quiz import release_quiz_version
from lms.core.errors import Refused

STARTER = Path(__file__).resolve().parent.parent / "starter" / "core-knowledge.yaml"


@dataclass
class Loaded:
    """What a load did, counted. `waiting` names tests that could not be released yet, each with the reason."""

    bank: QuestionBank
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    waiting: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def load_bank(*, path: Path = STARTER) -> Loaded:
    """Everything or nothing: raises Refused with the place of each problem.

    On a real service nothing comes ready from a file: questions wait for a person to read them (decisions.md 34), and a test that
    needs them waits too.
    """
    try:
        file = read_bank(path)
    except UnreadableBank as unreadable:
        raise Refused(*(f"{path.name}: {problem.path}: {problem.says}" for problem in unreadable.problems)) from unreadable
    bank, _is_new = QuestionBank.objects.update_or_create(key=file.key, defaults={"title": file.title})
    loaded = Loaded(bank)
    for row in file.questions:
        load_question(loaded, row)
    for row in file.quizzes:
        load_quiz(loaded, row)
    return loaded


def load_question(loaded: Loaded, row: dict[str, Any]) -> None:
    state = IN_REVIEW if settings.PRODUCTION else READY
    about = {"topic": row["topic"], "tags": row.get("tags", []), **{field: as_written(field, row.get(field, "")) for field in FIELDS}}
    question, is_new = Question.objects.update_or_create(
        bank=loaded.bank, key=row["key"], defaults=about, create_defaults=about | {"state": state}
    )
    before = None if is_new else question.newest
    after = release_question_version(question=question, definition=row["definition"], by=None)
    if is_new:
        loaded.created += 1
    elif before == after:
        loaded.unchanged += 1
    else:
        loaded.updated += 1


def load_quiz(loaded: Loaded, row: dict[str, Any]) -> None:
    quiz, _is_new = Quiz.objects.update_or_create(key=row["key"], defaults={"title": row["title"]})
    try:
        release_quiz_version(quiz=quiz, definition=row["definition"], by=None)
    except Refused as short:
        loaded.waiting[quiz.key] = str(short)
