"""One <question> as it is written: its elements, texts and files."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from assessments.questions.formats.found import Found, Unsayable
from assessments.questions.formats.html import PLUGIN_FILE, picture_kind
from assessments.questions.formats.markdown_writing import escaped_lines, unescaped
from assessments.questions.formats.moodle_grades import GRADES, percent_text
from assessments.questions.formats.moodle_own import ELEMENT
from assessments.questions.formats.moodle_words import AFTER
from assessments.questions.shared import DECORATES
from assessments.questions.words import say as _

PICTURE = re.compile(r"!\[[^\]]*\]\(image:([0-9a-f]{64})\)")


@dataclass
class Page:
    found: Found
    node: Element = field(default_factory=lambda: Element("question"))
    own: dict[str, Any] = field(default_factory=dict)

    @property
    def definition(self) -> dict[str, Any]:
        return self.found.definition

    @property
    def has_markup(self) -> bool:
        return bool(self.definition.get("markup"))

    def value(self, path: str, text: str, inside: Element | None = None) -> Element:
        """A new element, or one inside another new one, with bare text."""
        node = self.node if inside is None else inside
        for name in path.split("/"):
            node = SubElement(node, name)
        node.text = text
        return node

    def shared(self) -> None:
        """What all kinds have. The question text of a cloze has been written by then."""
        if self.node.find("questiontext") is None:
            self.words(self.node, "questiontext", self.definition["stem"])
        self.words(self.node, "generalfeedback", self.definition.get("why", ""))
        for name, path in AFTER.items():
            if self.definition.get("after", {}).get(name):
                self.words(self.node, path, self.definition["after"][name])
        if self.own:
            self.value(ELEMENT, json.dumps(self.own))

    def words(self, inside: Element, name: str, text: str) -> Element:
        """A new element with words of the definition."""
        node = SubElement(inside, name)
        self.fill(node, text)
        return node

    def fill(self, node: Element, text: str) -> None:
        node.set("format", "markdown" if self.has_markup else "plain_text")
        if self.has_markup:
            node.set(ELEMENT, "1")
        SubElement(node, "text").text = self.with_names(text) if self.has_markup else text
        for sha256 in dict.fromkeys(PICTURE.findall(text) if self.has_markup else ()):
            self.file(node, sha256)

    def with_names(self, text: str) -> str:
        """Pictures by the names of their files, with the words for people who do not see them."""

        def named(found: re.Match[str]) -> str:
            alt = self.definition.get("images", {}).get(found[1], "") or " "
            words = "" if alt == DECORATES else re.sub(r"([\\\[\]])", r"\\\1", alt)
            return f"![{words}]({PLUGIN_FILE}{self.file_name(found[1])})"

        return PICTURE.sub(named, text)

    def file_name(self, sha256: str) -> str:
        if sha256 not in self.found.pictures:
            raise Unsayable(_("One of its pictures is not here."))
        return f"{sha256}.{picture_kind(self.found.pictures[sha256])}"

    def file(self, node: Element, sha256: str) -> None:
        file = SubElement(node, "file", name=self.file_name(sha256), path="/", encoding="base64")
        file.text = base64.b64encode(self.found.pictures[sha256]).decode()

    def plain(self, text: str) -> str:
        """Words for a place where Moodle shows no formatting."""
        if not self.has_markup:
            return text
        bare = unescaped(text)
        if escaped_lines(bare) != text:
            raise Unsayable(_("Moodle shows no formatting in one of its lines."))
        return bare

    def feedback(self, node: Element, line: Mapping[str, Any]) -> None:
        if line.get("feedback"):
            self.words(node, "feedback", line["feedback"])


def percent(worth: Fraction) -> str:
    if worth not in GRADES:
        raise Unsayable(_("Moodle knows no such part of the point: {worth}.").format(worth=worth))
    return percent_text(worth)
