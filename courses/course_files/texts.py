"""Shapes of the words in a course file. All of them write a text in one way, so that what is the same looks the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from assessments.questions.checks import WELL_FORMED_ID
from assessments.questions.texts import CONTROLS
from lms.core.written.nodes import Node
from lms.core.written.reading import REFUSED, Reading
from lms.core.written.shapes import Key, ListOf, Plainly, wrong_sort

from . import markdown
from .collecting import CourseReading

LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
SLUG = r"[-\w]{1,255}"


def one_line(text: Any) -> str:
    """Spaces and line ends folded."""
    return " ".join(lines(text).split())


def lines(text: Any) -> str:
    """Line ends are kept, spaces around each line are not."""
    plain = CONTROLS.sub("", LINE_ENDS.sub("\n", str(text or "")))
    return "\n".join(line.strip() for line in plain.split("\n")).strip()


def missing(node: Node, into: Reading) -> None:
    """A text that a draft may leave empty."""
    cast(CourseReading, into).leave(node.path, node.line, "empty", key=node.key)  # all course files are read into one


@dataclass(frozen=True)
class Words(Plainly):
    """Plain text. `has_lines`: it may hold several; otherwise it is one line, however it is wrapped in the file."""

    maximum: int
    is_needed: bool = True
    has_lines: bool = False

    def read(self, node: Node, into: Reading) -> Any:
        if node.sort != "text":
            return wrong_sort(node, into, "text")
        if CONTROLS.search(node.text):
            return into.refuse(node.path, node.line, "controls", key=node.key)
        text = lines(node.text) if self.has_lines else one_line(node.text)
        if len(text) > self.maximum:
            return into.refuse(node.path, node.line, "too_long", key=node.key, maximum=self.maximum)
        if self.is_needed and not text:
            missing(node, into)
        return text

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": self.maximum}

    def says(self) -> str:
        return f"{'text' if self.has_lines else 'one line of text'}, at most {self.maximum} characters"


@dataclass(frozen=True)
class Title(Words):
    """A line without which there is no page."""

    maximum: int = 255

    def read(self, node: Node, into: Reading) -> Any:
        text = super().read(node, into)
        return text if text != "" else into.refuse(node.path, node.line, "empty", key=node.key)

    def schema(self) -> dict[str, Any]:
        return {**super().schema(), "minLength": 1}


@dataclass(frozen=True)
class Markdown(Plainly):
    """Paragraphs, bold, italics, lists and links."""

    maximum: int = 20_000
    is_needed: bool = True

    def read(self, node: Node, into: Reading) -> Any:
        if node.sort != "text":
            return wrong_sort(node, into, "text")
        text = LINE_ENDS.sub("\n", node.text)
        if CONTROLS.search(text):
            return into.refuse(node.path, node.line, "controls", key=node.key)
        if len(text) > self.maximum:
            return into.refuse(node.path, node.line, "too_long", key=node.key, maximum=self.maximum)
        found = list(markdown.problems(text))
        for line, code, detail in found:
            into.refuse(node.path, node.text_line + line, code, key=node.key, detail=detail)
        if self.is_needed and not text.strip():
            missing(node, into)
        return REFUSED if found else markdown.tidy(text)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": self.maximum}

    def says(self) -> str:
        return f"Markdown, at most {self.maximum} characters"


@dataclass(frozen=True)
class Id(Plainly):
    """Names a block, an answer, a scene for life: learners' records point to it."""

    def read(self, node: Node, into: Reading) -> Any:
        if node.sort != "text":
            return wrong_sort(node, into, "key")
        if not WELL_FORMED_ID.fullmatch(node.text):
            return into.refuse(node.path, node.line, "not_an_id", key=node.key, value=node.text[:60])
        return node.text

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{WELL_FORMED_ID.pattern}$"}

    def says(self) -> str:
        return "an id: small letters, digits and hyphens, at most 36"


@dataclass(frozen=True)
class Slug(Key):
    """A part of an address, as the workshop makes it from a title."""

    maximum: int = 255

    def read(self, node: Node, into: Reading) -> Any:
        if node.sort != "text":
            return wrong_sort(node, into, "key")
        if len(node.text) > self.maximum or not re.fullmatch(SLUG, node.text):
            return into.refuse(node.path, node.line, "not_a_key", key=node.key, value=node.text[:60])
        return node.text

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{SLUG}$", "maxLength": self.maximum}

    def says(self) -> str:
        return "a part of an address: letters, digits, hyphens"


@dataclass(frozen=True)
class Uuid(Plainly):
    """A key that no two things in the world share."""

    def read(self, node: Node, into: Reading) -> Any:
        try:
            return str(UUID(node.text if len(node.text) == 36 else ""))
        except ValueError:
            return into.refuse(node.path, node.line, "not_a_uuid", key=node.key)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "uuid"}

    def says(self) -> str:
        return "a UUID"


@dataclass(frozen=True)
class ModuleKey(Uuid):
    """Another module, in this folder or already in the workshop."""

    def read(self, node: Node, into: Reading) -> Any:
        key = super().read(node, into)
        if key is not REFUSED:
            cast(CourseReading, into).refer("module", node, key)
        return key

    def says(self) -> str:
        return "the key of a module"


@dataclass(frozen=True)
class InNoOrder(ListOf):
    """A list whose order says nothing: it is kept, and written, by the alphabet."""

    def read(self, node: Node, into: Reading) -> Any:
        values = super().read(node, into)
        return values if values is REFUSED else tuple(sorted(values))
