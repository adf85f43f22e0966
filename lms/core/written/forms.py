"""A dataclass as a shape: its fields are the keys of a table in the file. Pure.

    @dataclass(frozen=True, kw_only=True)
    class Terms:
        valid_months: int = said("How long an award lasts.", Whole(1, 600, "months"))

`said` keeps the words and the shape with the field, so the reader, the schema and the documentation read one source.
"""

from __future__ import annotations

import dataclasses
from dataclasses import MISSING, dataclass, fields
from typing import Any

from lms.core.written.nodes import Node
from lms.core.written.reading import REFUSED, Reading
from lms.core.written.shapes import Shape, closest, wrong_sort


def said(words: str, shape: Shape, **options: Any) -> Any:
    """A dataclass field with its meaning and shape; `default=` makes the key optional."""
    return dataclasses.field(metadata={"words": words, "shape": shape}, **options)


@dataclass(frozen=True)
class Part:
    """One key of a form, as the file's author meets it."""

    name: str
    words: str
    shape: Shape
    required: bool
    default: Any


def parts_of(form: type) -> list[Part]:
    return [_part(one) for one in fields(form) if "shape" in one.metadata]


def _part(one: dataclasses.Field[Any]) -> Part:
    default = one.default_factory() if one.default_factory is not MISSING else one.default
    return Part(one.name, one.metadata["words"], one.metadata["shape"], default is MISSING, default)


@dataclass(frozen=True)
class Form:
    """Reads a table into `form`. A class may add `check(node, into)` for rules between its keys."""

    form: type

    def read(self, node: Node, into: Reading, also: tuple[str, ...] = ()) -> Any:
        """`also` names keys that somebody else has read already (a requirement's `kind`)."""
        if node.sort != "map":
            return wrong_sort(node, into, "table")
        parts = parts_of(self.form)
        _refuse_unknown(node, into, [*also, *(part.name for part in parts)])
        values = {part.name: _read_part(part, node, into) for part in parts}
        if REFUSED in values.values():
            return REFUSED
        made = self.form(**values)
        before = len(into.problems)
        if hasattr(made, "check"):
            made.check(node, into)
        return made if len(into.problems) == before else REFUSED

    def plain(self, value: Any) -> dict[str, Any]:
        """Only what differs from a default: a key that a later release adds must not change old fingerprints."""
        held = [(part, getattr(value, part.name)) for part in parts_of(type(value))]
        return {part.name: part.shape.plain(one) for part, one in held if part.required or one != part.default}

    def schema(self) -> dict[str, Any]:
        parts = parts_of(self.form)
        properties = {part.name: {**part.shape.schema(), "description": part.words} for part in parts}
        required = [part.name for part in parts if part.required]
        return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}

    def says(self) -> str:
        return "a table: " + ", ".join(f"`{part.name}`" for part in parts_of(self.form))


def _read_part(part: Part, node: Node, into: Reading) -> Any:
    inner = node.entries.get(part.name)
    if inner is not None:
        return part.shape.read(inner, into)
    if part.required:
        return into.refuse(node.path, node.line, "missing_key", key=part.name, words=part.words)
    return part.default


def _refuse_unknown(node: Node, into: Reading, known: list[str]) -> None:
    for key, inner in node.entries.items():
        if key not in known:
            hint = {"suggestion": closest(key, known), "options": ", ".join(known)}
            into.refuse(inner.path, inner.key_line, "unknown_key", key=key, **hint)
