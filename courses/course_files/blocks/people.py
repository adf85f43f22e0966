"""Blocks with somebody's own words. They are lent: the folder names a consent, it never brings one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from courses.course_files.texts import Words, lines, one_line
from lms.core.written.forms import said

from .base import Block, Named, Places, Raw

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
