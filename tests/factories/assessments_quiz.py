"""Banks, tests and attempts for tests: made through the services, so that what they build could really have happened."""

from datetime import datetime
from itertools import count
from typing import Any

from accounts.models import User
from assessments.models import Attempt, AttemptSlot, Question, QuestionBank, Quiz
from assessments.quiz_states import READY
from assessments.services.release_question import release_question_version
from assessments.services.release_quiz import release_quiz_version
from assessments.services.save_answer import save_answer
from assessments.services.start_attempt import start_attempt
from assessments.services.submit_attempt import submit_attempt
from tests.factories.accounts import UserFactory

TOPICS = ["listening", "boundaries"]
_numbers = count(1)


def choice(stem: str = "What fits?") -> dict[str, Any]:
    """A single choice whose fitting line is "good"."""
    options = [{"id": name, "text": f"The {name} line", "feedback": f"Why it is {name}"} for name in ("good", "poor", "other")]
    return {"kind": "single_choice", "stem": stem, "options": options, "key": "good"}


def many(stem: str = "Which fit?") -> dict[str, Any]:
    """A multiple response whose fitting lines are "one" and "two"; half a point for one of them."""
    options = [{"id": name, "text": f"Line {name}", "feedback": f"About {name}"} for name in ("one", "two", "three")]
    return {"kind": "multiple_response", "stem": stem, "options": options, "keys": ["one", "two"], "rule": "partial"}


def in_order(stem: str = "In what order?") -> dict[str, Any]:
    options = [{"id": name, "text": f"Step {name}", "feedback": f"About {name}"} for name in ("first", "second", "third")]
    return {"kind": "ordering", "stem": stem, "options": options, "key": ["first", "second", "third"], "rule": "all_or_nothing"}


def true_false(stem: str = "It holds.") -> dict[str, Any]:
    return {"kind": "true_false", "stem": stem, "key": True, "feedback_true": "It does.", "feedback_false": "It does all the same."}


def make_question(bank: QuestionBank, *, topic: str = "listening", definition: dict[str, Any] | None = None, **fields: Any) -> Question:
    question = Question.objects.create(bank=bank, key=f"q-{next(_numbers)}", topic=topic, **{"state": READY, **fields})
    release_question_version(question=question, definition=definition or choice(f"What fits in case {question.key}?"), by=None)
    return question


def make_bank(questions: int = 30, key: str = "") -> QuestionBank:
    """A bank of single choices, topics in turn."""
    bank = QuestionBank.objects.create(key=key or f"bank-{next(_numbers)}", title="A bank")
    for number in range(questions):
        make_question(bank, topic=TOPICS[number % len(TOPICS)])
    return bank


def quiz_definition(bank: QuestionBank, *, draw: int = 10, needed: int | None = None, **rules: Any) -> dict[str, Any]:
    return {
        "bank": bank.key,
        "topics": [{"key": topic, "title": topic.capitalize()} for topic in TOPICS],
        "sections": [{"draw": draw // 2, "topic": "listening"}, {"draw": draw - draw // 2, "topic": "boundaries"}],
        "needed": needed or draw - draw // 5,
        "tries": 3,
        "wait_hours": [0, 24],
        **rules,
    }


def make_quiz(*, draw: int = 10, key: str = "", bank: QuestionBank | None = None, **rules: Any) -> Quiz:
    """A released test, "needed" four fifths, three tries, no wait before the second and a day before the third."""
    quiz = Quiz.objects.create(key=key or f"quiz-{next(_numbers)}", title="Example test")
    release_quiz_version(quiz=quiz, definition=quiz_definition(bank or make_bank(3 * draw), draw=draw, **rules), by=None)
    return quiz


def make_attempt(*, person: User | None = None, quiz: Quiz | None = None, **fields: Any) -> Attempt:
    return start_attempt(person=person or UserFactory(called="Ada"), quiz=quiz or make_quiz(), **fields)


def slot_of(attempt: Attempt, position: int = 1) -> AttemptSlot:
    return AttemptSlot.objects.whole().get(attempt=attempt, position=position)


def answer(attempt: Attempt, position: int, response: dict[str, Any] | None, *, flagged: bool = False, at: datetime | None = None) -> None:
    """Answer one question from the newest page."""
    slot = slot_of(attempt, position)
    save_answer(slot=slot, by=attempt.person, response=response, flagged=flagged, revision=slot.answer.revision, at=at)


def finish(attempt: Attempt, *, right: int, at: datetime | None = None) -> Any:
    """Answer a paper of single choices with so many right, the rest poor, and hand it in."""
    for position in range(1, attempt.slots.count() + 1):
        answer(attempt, position, {"chosen": "good" if position <= right else "poor"}, at=at)
    return submit_attempt(attempt=attempt, by=attempt.person, at=at)
