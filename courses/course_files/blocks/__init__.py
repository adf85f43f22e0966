"""Every type of block that a step file can hold, and the shape that reads any of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from courses.course_files.media import is_media
from lms.core.written.forms import Form, parts_of
from lms.core.written.nodes import Node
from lms.core.written.reading import REFUSED, Reading
from lms.core.written.shapes import closest, wrong_sort

from .base import Block, Named, Places, Raw
from .care import Landing, Note
from .media import Audio, Download, Image, Video
from .people import Quote, Story
from .practice import Check, Quiz, Reflection, TryIt
from .scenario import Scenario
from .words import Accordion, Callout, Glossary, Heading, Text

# In the order in which the editor's chooser has them.
BLOCKS: dict[str, type[Block]] = {
    block.type: block
    for block in (
        Note, Landing, Heading, Text, Callout, Accordion, Glossary, Quote, Story, Image, Video, Audio, Download,
        Reflection, Check, Scenario, TryIt, Quiz,
    )
}  # fmt: skip


@dataclass(frozen=True)
class AnyBlock:
    """One block: a table whose `type` says which keys may stand beside it."""

    def read(self, node: Node, into: Reading) -> Any:
        kind = self._kind(node, into)
        if kind is None:
            return REFUSED
        return Form(kind).read(node, into, also=("type",))

    def _kind(self, node: Node, into: Reading) -> type[Block] | None:
        if node.sort != "map":
            wrong_sort(node, into, "table")
            return None
        named = node.entries.get("type")
        if named is None:
            into.refuse(node.path, node.line, "missing_key", key="type", words=", ".join(BLOCKS))
            return None
        if named.text not in BLOCKS:
            hint = {"suggestion": closest(named.text, list(BLOCKS)), "options": ", ".join(BLOCKS)}
            into.refuse(named.path, named.line, "not_one_of", key="type", value=named.text[:60], **hint)
        return BLOCKS.get(named.text)

    def plain(self, value: Block) -> dict[str, Any]:
        fields = Form(type(value)).plain(value)
        return {"id": fields.pop("id"), "type": value.type, **fields}

    def schema(self) -> dict[str, Any]:
        return {"$ref": "#/$defs/block"}

    def says(self) -> str:
        return "a block"


def to_raw(block: Block, places: Places) -> dict[str, Any]:
    """A block as the editor's stream stores it."""
    return {"id": block.id, "type": block.type, "value": block.to_raw(places)}


def from_raw(raw: dict[str, Any], places: Places) -> Block:
    """The other way. KeyError for a type that no file can hold: nothing is left out in silence."""
    kind = BLOCKS[raw["type"]]
    return kind(id=raw["id"], **kind.from_raw(raw["value"], places))


def media_of(block: Block) -> list[str]:
    """The paths of the files that a block names."""
    named = [part.name for part in parts_of(type(block)) if isinstance(part.shape, Named) and is_media(part.shape.kind)]
    return [path for name in named if (path := getattr(block, name))]


__all__ = [
    "BLOCKS",
    "Accordion",
    "AnyBlock",
    "Audio",
    "Block",
    "Callout",
    "Check",
    "Download",
    "Glossary",
    "Heading",
    "Image",
    "Landing",
    "Note",
    "Places",
    "Quiz",
    "Quote",
    "Raw",
    "Reflection",
    "Scenario",
    "Story",
    "Text",
    "TryIt",
    "Video",
    "from_raw",
    "media_of",
    "to_raw",
]
