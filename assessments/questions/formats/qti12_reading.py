"""The items of a QTI 1.2 file one after the other, each with the titles of what it lies in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from assessments.questions.formats.found import Refused
from assessments.questions.formats.xml import CHUNK, MOST_NODES, Node, Reading, text_of
from assessments.questions.words import say as _

CONTAINERS = frozenset({"assessment", "section", "objectbank"})
WANTED = frozenset({"item", "bankentry_item", "itemref", "qtimetadatafield"})
NO_TITLES = frozenset({"", "root_section", "root section"})
BANK_TITLES = frozenset({"bank_title", "bank title"})
MOST_DEFAULTS, LONGEST_DEFAULT = 200, 100


def items(source: IO[bytes]) -> Iterator[tuple[Node, tuple[str, ...]]]:
    """Each item (or reference to one elsewhere) with the titles around it from the outermost inwards. Raises Refused."""
    reading = ItemReading()
    while chunk := source.read(CHUNK):
        reading.feed(chunk)
        yield from reading.placed()
    reading.feed(b"", is_last=True)
    yield from reading.placed()


class ItemReading(Reading):
    def __init__(self) -> None:
        super().__init__(WANTED, MOST_NODES)
        self.titles: list[tuple[int, str]] = []  # with the depth of what they stand on
        self.paths: list[tuple[str, ...]] = []
        self.defaults = 0
        self.parser.AttlistDeclHandler = self.default

    def placed(self) -> Iterator[tuple[Node, tuple[str, ...]]]:
        paths, self.paths = self.paths, []
        for node, path in zip(self.taken(), paths, strict=True):
            if node.tag != "qtimetadatafield":
                yield node, path

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition("}")[2]
        if not self.inside and tag in CONTAINERS:
            self.titles.append((self.depth, " ".join(attributes.get("title", "").split())[:200]))
        super().start(name, attributes)

    def end(self, name: str) -> None:
        was_inside = self.inside
        super().end(name)
        if was_inside and not self.inside:
            self.paths.append(tuple(title for _depth, title in self.titles if title.lower() not in NO_TITLES))
            self.note_bank_title(self.ready[-1])
        if self.titles and self.titles[-1][0] == self.depth and not was_inside:
            self.titles.pop()

    def note_bank_title(self, node: Node) -> None:
        """Canvas writes the name of a bank as metadata of its objectbank."""
        if node.tag == "qtimetadatafield" and self.titles and text_of(node, "fieldlabel") in BANK_TITLES:
            self.titles[-1] = (self.titles[-1][0], text_of(node, "fieldentry")[:200])

    def default(self, *declared: object) -> None:
        """Example files of the specification declare an element of their own; a few short defaults do no harm."""
        self.defaults += 1
        if self.defaults > MOST_DEFAULTS or any(len(str(part)) > LONGEST_DEFAULT for part in declared):
            raise Refused(_("This file declares too much of its own. It is not read, for safety."), self.where)
