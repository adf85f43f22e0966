"""The texts of a question in Moodle XML: formats, files, and what all kinds have in common."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from itertools import count, islice
from typing import Any, cast
from xml.etree.ElementTree import Element

from assessments.questions.checks import WELL_FORMED_ID
from assessments.questions.formats.found import Unsayable, letter
from assessments.questions.formats.html import Piece, from_markdown, from_plain, to_markdown
from assessments.questions.formats.xml import Node, child, text_of
from assessments.questions.words import say as _

USUAL_FORMAT = "html"
AFTER = {"whole": "correctfeedback", "part": "partiallycorrectfeedback", "none": "incorrectfeedback"}
LONGEST_TEXT = 4_000_000  # a text may hold its pictures itself


@dataclass(frozen=True, slots=True)
class Words:
    """A <question>, asked for its texts. Texts that name no format have that of the question text."""

    node: Node

    @property
    def format(self) -> str:
        text = self.node.find("questiontext")
        return USUAL_FORMAT if text is None else text.get("format", USUAL_FORMAT).strip()

    def value(self, path: str, otherwise: str = "") -> str:
        return text_of(self.node, path) or otherwise

    def is_true(self, path: str, *, otherwise: bool) -> bool:
        """Moodle writes "true" and "1", "false", "0" and nothing."""
        found = child(self.node, path)
        return otherwise if found is None else text_of(found) not in ("", "0", "false")

    def every(self, path: str) -> list[Node]:
        return cast("list[Node]", self.node.findall(path))

    def at(self, path: str) -> Piece:
        return self.piece(child(self.node, path))

    def piece(self, node: Element | None) -> Piece:
        """The text inside an element, by its format and with its files. An element that is not there says nothing."""
        return Piece("", "") if node is None else read_as(node.get("format", self.format).strip(), words_in(node), node)

    def shared(self) -> dict[str, Any]:
        """The fields of every kind."""
        fields: dict[str, Any] = {"stem": self.stem()}
        if why := self.at("generalfeedback"):
            fields["why"] = why
        after = {name: piece for name, path in AFTER.items() if (piece := self.at(path))}
        return fields | ({"after": after} if after else {})

    def stem(self) -> Piece:
        """The question text. Moodle before 2.0 put its one picture beside it."""
        text, name = child(self.node, "questiontext"), self.value("image")
        if text is None or not name or not self.value("image_base64"):
            return self.piece(text)
        content = decoded(self.value("image_base64"))
        html = f'{words_in(text)} <img src="old">'
        return to_markdown(html, lambda asked: content if asked == "old" else decoded_file(text, asked))

    def tags(self) -> tuple[str, ...]:
        found = (" ".join(text_of(tag, "text").split()) for path in ("tags/tag", "coursetags/tag") for tag in self.node.findall(path))
        return tuple(dict.fromkeys(filter(None, found)))

    def notes(self) -> tuple[str, ...]:
        return (_("Its hints were left out."),) if self.node.find("hint") is not None else ()


def words_in(node: Element) -> str:
    """What stands in <text>, or in the element itself as very old files have it."""
    text = node.find("text")
    return "".join(text.itertext()).strip() if text is not None else (node.text or "").strip()


def read_as(written_in: str, text: str, node: Element) -> Piece:
    if len(text) > LONGEST_TEXT:
        raise Unsayable(_("One of its texts is far too long."))
    if written_in == "plain_text":
        return from_plain(text)
    if written_in == "markdown" and (node.get("ours") or not re.search(r"<[a-zA-Z/!]", text)):
        return from_markdown(text, lambda name: decoded_file(node, name))
    if written_in == "moodle_auto_format":  # HTML in which line breaks count
        text = re.sub(r"(?<!>)\r?\n", "<br>\n", text)
    return to_markdown(text, lambda name: decoded_file(node, name))


def decoded_file(node: Element, name: str) -> bytes | None:
    """The file of this name (a path below the place of the text) that was sent along."""
    wanted = name.partition("?")[0].strip("/")
    for file in node.findall("file"):
        if (file.get("path", "/") + file.get("name", "")).strip("/") == wanted:
            return decoded(file.text or "")
    return None


def decoded(text: str) -> bytes | None:
    try:
        return base64.b64decode(text)
    except (binascii.Error, ValueError):
        return None


def own_ids(nodes: list[Node]) -> list[str]:
    """The ids that our own exports give to lines; none when one of them is missing, ill-formed or there twice."""
    given = [node.get("id", "") for node in nodes]
    good = len({*given}) == len(given) and all(WELL_FORMED_ID.fullmatch(name) for name in given)
    return given if good else []


def line_ids(nodes: list[Node], taken: frozenset[str] = frozenset()) -> list[str]:
    """Ids of lines: their own, otherwise letters as they stand. None of them is taken already."""
    given = own_ids(nodes)
    if given and not taken & {*given}:
        return given
    free = (name for place in count() if (name := letter(place)) not in taken)
    return list(islice(free, len(nodes)))


def places(nodes: list[Node]) -> list[int]:
    """The order in which our own exports list lines, where they say one; otherwise as they stand."""
    given = [node.get("place", "") for node in nodes]
    if sorted(given) == sorted(str(place) for place in range(len(nodes))):
        return sorted(range(len(nodes)), key=lambda here: int(given[here]))
    return list(range(len(nodes)))
