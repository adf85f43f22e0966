"""XML that somebody else wrote, read so that it can do no harm and keeps little in memory.

No entity is ever expanded and no address is ever opened: a file that declares entities or default attributes is refused before they are
used. A document type that only names its grammar is passed over (QTI 1.2 files have one). Tags and attributes lose their namespaces.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from html.entities import html5
from typing import IO, Any, cast
from xml.etree import ElementTree
from xml.parsers import expat
from xml.sax.saxutils import escape

from assessments.questions.formats.found import MOST_BYTES, Refused
from assessments.questions.words import say as _

CHUNK = 64 * 1024
DEEPEST = 100
MOST_NODES = 50_000  # in one element that is handed out
MOST_ATTRIBUTES = 100
# What XML 1.0 (section 2.2) cannot hold at all.
NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SPACE_BETWEEN = "}"


class Node(ElementTree.Element):
    """An element with the line that it begins on."""

    line: int = 0


def elements(source: IO[bytes], *names: str, most_nodes: int = MOST_NODES, most_bytes: int = MOST_BYTES) -> Iterator[Node]:
    """Every element of these names that is in none of them, in the order of the file, as soon as it is complete; then it is forgotten.

    Raises Refused, with the line, for what is no XML or might do harm.
    """
    reading = Reading(frozenset(names), most_nodes)
    size = 0
    while chunk := source.read(CHUNK):
        size += len(chunk)
        if size > most_bytes:
            raise Refused(_("This file is larger than {most} MB.").format(most=most_bytes // 1024 // 1024))
        reading.feed(chunk)
        yield from reading.taken()
    reading.feed(b"", is_last=True)
    yield from reading.taken()


def root(source: IO[bytes], *, most_nodes: int = MOST_NODES, most_bytes: int = MOST_BYTES) -> Node:
    """The whole document, for small ones such as manifests and single items."""
    return next(elements(source, most_nodes=most_nodes, most_bytes=most_bytes))


class Reading:
    """One file on its way through expat. Without `names` the outermost element is wanted."""

    def __init__(self, names: Collection[str], most_nodes: int) -> None:
        self.names, self.most_nodes = names, most_nodes
        self.depth = self.nodes = self.inside = 0
        self.builder = ElementTree.TreeBuilder(element_factory=Node)
        self.ready: list[Node] = []
        self.parser = parser = expat.ParserCreate(namespace_separator=SPACE_BETWEEN)
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.words
        parser.SkippedEntityHandler = self.unknown_entity
        parser.EntityDeclHandler = self.harmful
        parser.AttlistDeclHandler = self.harmful
        parser.ExternalEntityRefHandler = self.harmful

    def feed(self, chunk: bytes, *, is_last: bool = False) -> None:
        try:
            self.parser.Parse(chunk, is_last)
        except expat.ExpatError as broken:
            raise Refused(_("This is not well-formed XML: {says}.").format(says=expat.ErrorString(broken.code)), self.where) from broken
        except (LookupError, ValueError) as unknown:  # an encoding that Python or expat cannot read
            raise Refused(_("This encoding is not known here. Save the file as UTF-8."), self.where) from unknown

    @property
    def where(self) -> str:
        return _("line {line}").format(line=self.parser.ErrorLineNumber)

    def taken(self) -> list[Node]:
        taken, self.ready = self.ready, []
        return taken

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        tag = name.rpartition(SPACE_BETWEEN)[2]
        if not self.inside and self.names and tag not in self.names:
            self.limit(self.depth, DEEPEST)
            return
        self.inside += 1
        self.nodes += 1
        self.limit(self.depth, DEEPEST)
        self.limit(self.nodes, self.most_nodes)
        self.limit(len(attributes), MOST_ATTRIBUTES)
        local = {key.rpartition(SPACE_BETWEEN)[2]: value for key, value in attributes.items()}
        node: Any = self.builder.start(tag, local)
        node.line = self.parser.CurrentLineNumber

    def end(self, name: str) -> None:
        self.depth -= 1
        if not self.inside:
            return
        self.inside -= 1
        self.builder.end(name.rpartition(SPACE_BETWEEN)[2])
        if not self.inside:
            whole: Any = self.builder.close()
            self.ready.append(whole)
            self.builder, self.nodes = ElementTree.TreeBuilder(element_factory=Node), 0

    def words(self, text: str) -> None:
        if self.inside:
            self.builder.data(text)

    def unknown_entity(self, name: str, is_parameter: bool) -> None:
        """A grammar that is not read here might declare it. The names of HTML are known anyway."""
        letters = html5.get(f"{name};")
        if letters is None or is_parameter:
            raise Refused(_("The entity “{name}” is not known.").format(name=name), self.where)
        self.words(letters)

    def harmful(self, *declared: object) -> int:
        raise Refused(_("This file declares entities of its own. It is not read, for safety."), self.where)

    def limit(self, count: int, most: int) -> None:
        if count > most:
            raise Refused(_("This XML is nested too deeply or holds too much in one place."), self.where)


def child(node: ElementTree.Element, path: str) -> Node | None:
    """The first element there."""
    return cast("Node | None", node.find(path))


def text_of(node: ElementTree.Element | None, path: str = "") -> str:
    """The words directly in an element, or in the first one at a path below it, without space around them; "" when it is not there."""
    found = node if node is None or not path else node.find(path)
    return (found.text or "").strip() if found is not None else ""


def escaped(text: str) -> str:
    """Text for XML, inside elements and in double quotes. What XML cannot hold is left out."""
    return escape(NO_XML.sub("", text), {'"': "&quot;", "\r": "&#13;"})
