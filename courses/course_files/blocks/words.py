"""Blocks of words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from courses.course_files.markdown import to_html
from courses.course_files.texts import Markdown, Words, one_line
from lms.core.written.forms import said
from lms.core.written.shapes import Choice, Whole

from .base import Block, Places, Raw, rich


@dataclass(frozen=True, kw_only=True)
class Heading(Block):
    """The title of a part."""

    type = "heading"
    level: int = said("2, or 3 below a 2.", Whole(2, 3))
    text: str = said("The words.", Words(120))

    def to_raw(self, places: Places) -> Raw:
        return {"text": self.text, "level": str(self.level)}

    @classmethod
    def from_raw(cls, raw: Raw, places: Places) -> dict[str, Any]:
        return {"level": int(raw["level"]), "text": one_line(raw["text"])}


@dataclass(frozen=True, kw_only=True)
class Text(Block):
    """A few short paragraphs."""

    type = "text"
    markdown: str = said("The words.", Markdown())

    def to_raw(self, places: Places) -> Raw:
        return to_html(self.markdown)

    @classmethod
    def from_raw(cls, raw: Raw, places: Places) -> dict[str, Any]:
        return {"markdown": rich(raw if isinstance(raw, str) else raw["html"], places)}


@dataclass(frozen=True, kw_only=True)
class Callout(Block):
    """One thing to remember, to do, to try not to do, or a rule of the place: laws, numbers, whom to ring."""

    type = "callout"
    kind: str = said("What it is.", Choice(("remember", "do", "try_not", "local")))
    title: str = said("Its heading.", Words(120))
    markdown: str = said("The words.", Markdown())

    def to_raw(self, places: Places) -> Raw:
        return {"kind": self.kind, "title": self.title, "html": to_html(self.markdown)}

    @classmethod
    def from_raw(cls, raw: Raw, places: Places) -> dict[str, Any]:
        return {"kind": raw["kind"], "title": one_line(raw["title"]), "markdown": rich(raw["html"], places)}
