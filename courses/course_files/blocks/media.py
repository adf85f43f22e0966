"""Pictures, films, sound and files to keep. They lie in `media/`; a block names them by their path in the folder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from courses.course_files.collecting import CourseReading
from courses.course_files.markdown import to_html
from courses.course_files.texts import Markdown, Words, one_line
from lms.core.written.forms import said
from lms.core.written.nodes import Node
from lms.core.written.shapes import Flag, Whole

from .base import Block, Named, Places, Raw, rich

MINUTES = Whole(0, 240, "minutes")


@dataclass(frozen=True, kw_only=True)
class Image(Block):
    """A picture, with words for people who do not see it. Text belongs beside it, not into it."""

    type = "image"
    file: str = said("The picture.", Named(is_needed=True, kind="picture"))
    alt: str = said("What it shows, for people who do not see it.", Words(250, is_needed=False), default="")
    decorative: bool = said("It only decorates.", Flag(), default=False)
    caption: str = said("A line under it.", Words(200, is_needed=False), default="")

    def check(self, node: Node, into: CourseReading) -> None:
        if not self.decorative and not self.alt:
            into.leave(node.path, node.line, "no_alt")

    def to_raw(self, places: Places) -> Raw:
        return {"image": places.row("picture", self.file), "alt": self.alt, "decorative": self.decorative, "caption": self.caption}

    @classmethod
    def from_raw(cls, raw: Raw, places: Places) -> dict[str, Any]:
        return {
            "file": places.name("picture", raw.get("image")),
            "alt": one_line(raw.get("alt")),
            "decorative": bool(raw.get("decorative")),
            "caption": one_line(raw.get("caption")),
        }


@dataclass(frozen=True, kw_only=True)
class Video(Block):
    """A film of our own, with captions and everything written down. It never starts by itself."""

    type = "video"
    title: str = said("Its title.", Words(120))
    file: str = said("The film.", Named(is_needed=True, kind="recording"))
    captions: str = said(
        "Its captions, a .vtt file. Without them no module is released.", Named(is_needed=True, kind="captions"), default=""
    )
    captions_language: str = said("Their language, like `en` or `pt-BR`.", Words(12), default="en")
    transcript: str = said("What is said, heard and shown, written down.", Markdown(), default="")
    minutes: int = said("How long it is.", MINUTES, default=0)
    described: bool = said("Nothing important is only seen.", Flag(), default=False)
    listen: str = said("The same to listen to: sound costs people far less data.", Named(kind="recording"), default="")

    def to_raw(self, places: Places) -> Raw:
        return {
            "title": self.title, "media": places.row("recording", self.file), "captions": places.row("captions", self.captions),
            "captions_language": self.captions_language, "transcript": to_html(self.transcript), "minutes": self.minutes or None,
            "is_described": self.described, "listen": places.row("recording", self.listen),
        }  # fmt: skip

    @classmethod
    def from_raw(cls, raw: Raw, places: Places) -> dict[str, Any]:
        return {
            "title": one_line(raw["title"]), "file": places.name("recording", raw.get("media")),
            "captions": places.name("captions", raw.get("captions")), "captions_language": one_line(raw.get("captions_language")) or "en",
            "transcript": rich(raw.get("transcript"), places), "minutes": raw.get("minutes") or 0,
            "described": bool(raw.get("is_described")), "listen": places.name("recording", raw.get("listen")),
        }  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Audio(Block):
    """Something to listen to, with everything written down. It never starts by itself."""

    type = "audio"
    title: str = said("Its title.", Words(120))
    file: str = said("The sound.", Named(is_needed=True, kind="recording"))
    transcript: str = said("What is said and heard, written down.", Markdown(), default="")
    minutes: int = said("How long it is.", MINUTES, default=0)

    def to_raw(self, places: Places) -> Raw:
        return {
            "title": self.title,
            "media": places.row("recording", self.file),
            "transcript": to_html(self.transcript),
            "minutes": self.minutes or None,
        }

    @classmethod
    def from_raw(cls, raw: Raw, places: Places) -> dict[str, Any]:
        return {
            "title": one_line(raw["title"]),
            "file": places.name("recording", raw.get("media")),
            "transcript": rich(raw.get("transcript"), places),
            "minutes": raw.get("minutes") or 0,
        }


@dataclass(frozen=True, kw_only=True)
class Download(Block):
    """A file to save or print, such as a blank form. Kind and size are shown."""

    type = "download"
    title: str = said("Its title.", Words(120))
    file: str = said("The file.", Named(is_needed=True, kind="document"))
    accessible: bool = said("Everybody can read it: a tagged PDF, or the same words stand in the lesson.", Flag(), default=False)

    def to_raw(self, places: Places) -> Raw:
        return {"title": self.title, "file": places.row("document", self.file), "is_accessible": self.accessible}

    @classmethod
    def from_raw(cls, raw: Raw, places: Places) -> dict[str, Any]:
        file = places.name("document", raw.get("file"))
        return {"title": one_line(raw["title"]), "file": file, "accessible": bool(raw.get("is_accessible"))}
