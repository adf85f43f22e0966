"""Keeping everything that was typed in a step, whichever button was pressed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from django.db import transaction

from accounts.models import User
from assessments import questions
from courses.editions.rendering import RenderedStep
from courses.models import ModuleEnrolment
from lms.core.errors import Refused

from .answer_check import answer_check
from .write_journal import Place, write_journal


class SentBox(Protocol):
    """A reflection box as it came in."""

    @property
    def text(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def window(self) -> str: ...
    @property
    def is_touched(self) -> bool: ...


class SentStep(Protocol):
    """Everything typed in a step."""

    @property
    def answers(self) -> Mapping[str, questions.Raw]: ...
    @property
    def boxes(self) -> Mapping[str, SentBox]: ...


@dataclass
class Kept:
    """What became of it, by block id. `problems` are sentences for the learner; `typed` is what caused them. `under_way`: how far stories
    are told that have not come to their end, and are not kept before they do.
    """

    answered: set[str] = field(default_factory=set)
    clashes: list[str] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)
    typed: dict[str, questions.Raw] = field(default_factory=dict)
    under_way: dict[str, questions.Response] = field(default_factory=dict)


@transaction.atomic
def keep_answers(*, person: User, learning: ModuleEnrolment, step: RenderedStep, sent: SentStep) -> Kept:
    """Save every touched box and every answer that can be read. One that cannot be read keeps nothing else from being saved."""
    kept = Kept()
    for block_id, box in sent.boxes.items():
        if box.is_touched:
            _keep_box(person, learning, step, block_id, box, kept)
    for block_id, raw in sent.answers.items():
        _keep_answer(learning, step, block_id, raw, kept)
    return kept


def _keep_box(person: User, learning: ModuleEnrolment, step: RenderedStep, block_id: str, box: SentBox, kept: Kept) -> None:
    place = Place(learning.module_key, learning.edition, step.key, block_id)
    try:
        saved = write_journal(person=person, text=box.text, version=box.version, window=box.window, place=place)
    except Refused as error:
        kept.problems[block_id] = error.messages[0]
        kept.typed[block_id] = {"text": [box.text]}
    else:
        if saved.is_clash:
            kept.clashes.append(block_id)


def _keep_answer(learning: ModuleEnrolment, step: RenderedStep, block_id: str, raw: questions.Raw, kept: Kept) -> None:
    question = (step.find("check", block_id) or {})["question"]
    if not questions.is_check(question):
        return
    try:
        answer = answer_check(learning=learning, step_key=step.key, block_id=block_id, question=question, raw=raw)
    except Refused as error:
        kept.problems[block_id] = error.messages[0]
        kept.typed[block_id] = raw
    else:
        if answer:
            kept.answered.add(block_id)
        elif "move" in raw:
            kept.under_way[block_id] = questions.read(question, raw)
