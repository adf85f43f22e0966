"""Blocks that look after the reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from courses.course_files.markdown import to_html
from courses.course_files.texts import Markdown, Words, one_line
from lms.core.written.forms import said
from lms.core.written.shapes import Choice, Flag, ListOf

from .base import Block, Named, Places, Raw, item, items_of, rich

SHORT = "Teaches the same without the hard part. A strong note needs it, or another route."


@dataclass(frozen=True, kw_only=True)
class Note(Block):
    """What may be hard in this step. It comes first. A strong one is a screen of its own and offers another way."""

    type = "note"
    topics: tuple[str, ...] = said("What it is about, in plain words.", ListOf(Words(60)))
    sentence: str = said("What comes, how it appears, and how long it takes.", Words(300))
    strength: str = said("`mention`: one line at the top. `strong`: a screen of its own.", Choice(("mention", "strong")))
    short_version: str = said(
        "Teaches the same without the hard part. A strong note needs it, or another route.", Markdown(is_needed=False), default=""
    )
    other_route: str = said("The key of another step of this module that shows the same.", Named(64, kind="step"), default="")
    with_someone: bool = said("It can be done with a trainer.", Flag(), default=False)

    def to_raw(self, places: Places) -> Raw:
        return {
            "topics": [item(f"{self.id}-{place}", topic) for place, topic in enumerate(self.topics)],
            "sentence": self.sentence,
            "strength": self.strength,
            "short_version": to_html(self.short_version),
            "other_route": places.row("step", self.other_route),
            "with_someone": self.with_someone,
        }

    @classmethod
    def from_raw(cls, raw: Raw, places: Places) -> dict[str, Any]:
        topics = [one_line(topic) for _id, topic in items_of(raw["topics"])]
        return {
            "topics": tuple(dict.fromkeys(topic for topic in topics if topic)),
            "sentence": one_line(raw["sentence"]),
            "strength": raw["strength"],
            "short_version": rich(raw.get("short_version"), places),
            "other_route": places.name("step", raw.get("other_route")),
            "with_someone": bool(raw.get("with_someone")),
        }


@dataclass(frozen=True, kw_only=True)
class Landing(Block):
    """A quiet line after something heavy, with a way to a break and to support."""

    type = "landing"
    text: str = said("The line.", Words(300))

    def to_raw(self, places: Places) -> Raw:
        return {"text": self.text}

    @classmethod
    def from_raw(cls, raw: Raw, places: Places) -> dict[str, Any]:
        return {"text": one_line(raw["text"])}
