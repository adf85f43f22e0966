"""Blocks with somebody's own words. They are lent: the folder names a consent, it never brings one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from courses.course_files.markdown import to_html
from courses.course_files.texts import Markdown, Words, lines, one_line
from lms.core.written.forms import said
from lms.core.written.shapes import Choice, Flag, Whole

from .base import Block, Named, Places, Raw, rich

CONSENT = "The story consent that these words stand on, by its name in the editors' list. Left out: an example that we wrote."


@dataclass(frozen=True, kw_only=True)
class Quote(Block):
    """Somebody's own words, with their consent; or an example that we wrote, which says so."""

    type = "quote"
    text: str = said("The words.", Words(4000, has_lines=True))
    consent: str = said(CONSENT, Named(100, kind="consent"), default="")
    attribution: str = said("Where an example comes from.", Words(120, is_needed=False), default="")

    def to_raw(self, places: Places) -> Raw:
        return {"text": self.text, "consent": places.row("consent", self.consent), "attribution": self.attribution}

    @classmethod
    def from_raw(cls, raw: Raw, places: Places) -> dict[str, Any]:
        consent = places.name("consent", raw.get("consent"))
        return {"text": lines(raw["text"]), "consent": consent, "attribution": one_line(raw.get("attribution"))}


@dataclass(frozen=True, kw_only=True)
class Story(Block):
    """What somebody lived through, in their words, written, spoken or on film. It can be taken back at any time."""

    type = "story"
    form: str = said("How it is told.", Choice(("text", "audio", "video")))
    text: str = said("The story, or a line that leads to it.", Words(20_000, is_needed=False, has_lines=True), default="")
    consent: str = said(CONSENT, Named(100, kind="consent"), default="")
    attribution: str = said("Where an example comes from.", Words(120, is_needed=False), default="")
    take_down: str = said("Whom to write to, to take it back. Learners read it.", Words(200))
    file: str = said("The film or the sound.", Named(kind="recording"), default="")
    captions: str = said("The captions of a film.", Named(kind="captions"), default="")
    captions_language: str = said("Their language, like `en` or `pt-BR`.", Words(12), default="en")
    transcript: str = said("What is said and heard, written down.", Markdown(is_needed=False), default="")
    minutes: int = said("How long it is.", Whole(0, 240, "minutes"), default=0)
    described: bool = said("Nothing important is only seen.", Flag(), default=False)

    def to_raw(self, places: Places) -> Raw:
        return {
            "form": self.form, "text": self.text, "consent": places.row("consent", self.consent), "attribution": self.attribution,
            "take_down": self.take_down, "media": places.row("recording", self.file), "captions": places.row("captions", self.captions),
            "captions_language": self.captions_language, "transcript": to_html(self.transcript), "minutes": self.minutes or None,
            "is_described": self.described,
        }  # fmt: skip

    @classmethod
    def from_raw(cls, raw: Raw, places: Places) -> dict[str, Any]:
        return {
            "form": raw["form"], "text": lines(raw.get("text")), "consent": places.name("consent", raw.get("consent")),
            "attribution": one_line(raw.get("attribution")), "take_down": one_line(raw.get("take_down")),
            "file": places.name("recording", raw.get("media")), "captions": places.name("captions", raw.get("captions")),
            "captions_language": one_line(raw.get("captions_language")) or "en", "transcript": rich(raw.get("transcript"), places),
            "minutes": raw.get("minutes") or 0, "described": bool(raw.get("is_described")),
        }  # fmt: skip
