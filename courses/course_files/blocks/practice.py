"""Blocks in which the learner does something."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from courses.course_files.texts import Words, lines, one_line
from courses.editions.questions import question_from
from courses.editions.questions_back import raw_question
from lms.core.written.forms import said
from lms.core.written.shapes import Choice, Flag

from .base import Block, Places, Raw
from .questions import Question


@dataclass(frozen=True, kw_only=True)
class Reflection(Block):
    """A box to write in. It can be answered without one's own history."""

    type = "reflection"
    audience: str = said("Who can read it.", Choice(("private", "shared")))
    prompt: str = said("The question to think about.", Words(400, has_lines=True))

    def to_raw(self, places: Places) -> Raw:
        return {"prompt": self.prompt, "audience": self.audience}

    @classmethod
    def from_raw(cls, raw: Raw, places: Places) -> dict[str, Any]:
        return {"audience": raw.get("audience") or "private", "prompt": lines(raw["prompt"])}


@dataclass(frozen=True, kw_only=True)
class Check(Block):
    """A question with feedback for every answer, any number of tries."""

    type = "check"
    question: Mapping[str, Any] = said("The question.", Question())

    def to_raw(self, places: Places) -> Raw:
        return raw_question(self.question)

    @classmethod
    def from_raw(cls, raw: Raw, places: Places) -> dict[str, Any]:
        return {"question": _tidy(question_from(raw))}


def _tidy(value: Any) -> Any:
    if isinstance(value, str):
        return lines(value)
    if isinstance(value, Mapping):
        return {name: _tidy(one) for name, one in value.items()}
    return [_tidy(one) for one in value] if isinstance(value, list | tuple) else value


@dataclass(frozen=True, kw_only=True)
class Quiz(Block):
    """A way into a test from the question bank."""

    type = "quiz"
    quiz_key: str = said("The key of the test.", Words(60))
    title: str = said("What its link says.", Words(120))

    def to_raw(self, places: Places) -> Raw:
        return {"quiz_key": self.quiz_key, "title": self.title}

    @classmethod
    def from_raw(cls, raw: Raw, places: Places) -> dict[str, Any]:
        return {"quiz_key": one_line(raw["quiz_key"]), "title": one_line(raw["title"])}


@dataclass(frozen=True, kw_only=True)
class TryIt(Block):
    """A task for outside the lesson. Nobody checks it here."""

    type = "try_it"
    task: str = said("What to try.", Words(600, has_lines=True))
    competency: str = said("The key of the competency that it practises.", Words(80, is_needed=False), default="")
    logs_hours: bool = said("It counts as practice, with a way to the hours log.", Flag(), default=False)

    def to_raw(self, places: Places) -> Raw:
        return {"task": self.task, "competency": self.competency, "logs_hours": self.logs_hours}

    @classmethod
    def from_raw(cls, raw: Raw, places: Places) -> dict[str, Any]:
        return {"task": lines(raw["task"]), "competency": one_line(raw.get("competency")), "logs_hours": bool(raw.get("logs_hours"))}
