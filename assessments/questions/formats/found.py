"""What a file of somebody else's holds, in our words: what readers give and writers take. Readers are pure: bytes in, findings out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

AUTO = "auto"
READ, WRITTEN = ("gift", "moodlexml", "aiken", "qti"), {"gift": "gift.txt", "moodlexml": "xml", "qti": "zip"}  # and how a file's name ends
MOST_BYTES = 64 * 1024 * 1024  # one text or XML file
MOST_PACKED = 96 * 1024 * 1024  # a package as it arrives
MOST_UNPACKED = 256 * 1024 * 1024  # and with everything in it laid out
MOST_FILES = 25_000  # in a package
MOST_QUESTIONS = 20_000  # in one file


class Refused(Exception):
    """The whole file is refused; nothing of it is kept. `where` is a line, an item or a member; "" means the file."""

    def __init__(self, why: str, where: str = "") -> None:
        super().__init__(f"{where}: {why}" if where else why)
        self.why, self.where = why, where


class Unsayable(Exception):
    """One question that cannot be read, or not be said in our words: it is skipped. `why` is a sentence for the editor."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def letter(place: int) -> str:
    """The id of a line that has none of its own, by its place: a to z, then aa, ab and so on."""
    before, here = divmod(place, 26)
    return (letter(before - 1) if before else "") + chr(ord("a") + here)


@dataclass(frozen=True, slots=True)
class Found:
    """One question as it was read. `definition` is what docs/question-format.md describes, free of structural problems.

    `where`: "line 12" or "item q17". `ref`: what the file itself calls the question, for ever ("" when it calls it nothing).
    `category`: the path of its category from the outermost inwards. `pictures`: bytes by their SHA-256, as `images` names them.
    `notes`: what could not be brought along, in words for the editor ("its picture is missing").
    """

    where: str
    definition: dict[str, Any]
    ref: str = ""
    name: str = ""
    category: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """One question that is not taken in, and why, in words for the editor."""

    where: str
    why: str
    name: str = ""


Finding = Found | Skipped
