"""The shapes a value in such a file may have. Each reads a node, writes plain JSON, and describes itself.

One description serves the reader, the JSON Schema and the page in docs/: they cannot drift apart. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from typing import Any, Protocol

from lms.core.written.nodes import Node
from lms.core.written.reading import REFUSED, Reading

KEY_PATTERN = r"[a-z0-9]+([-_][a-z0-9]+)*"


class Shape(Protocol):
    def read(self, node: Node, into: Reading) -> Any:
        """The value, or REFUSED after noting a problem."""

    def plain(self, value: Any) -> Any:
        """The value as canonical JSON holds it."""

    def schema(self) -> dict[str, Any]:
        """JSON Schema (2020-12)."""

    def says(self) -> str:
        """In words, for the page that authors read."""


def closest(word: str, words: Sequence[str]) -> str:
    """The likeliest meant word, or "" - for "did you mean"."""
    return next(iter(get_close_matches(word, words, n=1, cutoff=0.6)), "")


def wrong_sort(node: Node, into: Reading, expected: str) -> Any:
    return into.refuse(node.path, node.line, "wrong_sort", key=node.key, expected=expected)


class Plainly:
    """Shapes whose value is already JSON."""

    def plain(self, value: Any) -> Any:
        return value


@dataclass(frozen=True)
class Text(Plainly):
    maximum: int = 200

    def read(self, node: Node, into: Reading) -> Any:
        if node.sort != "text":
            return wrong_sort(node, into, "text")
        text = node.text.strip()
        if not text:
            return into.refuse(node.path, node.line, "empty", key=node.key)
        if len(text) > self.maximum:
            return into.refuse(node.path, node.line, "too_long", key=node.key, maximum=self.maximum)
        return text

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "maxLength": self.maximum}

    def says(self) -> str:
        return f"text, at most {self.maximum} characters"


@dataclass(frozen=True)
class Key(Plainly):
    """A name for machines: small letters, digits, single hyphens or underscores."""

    maximum: int = 60

    def read(self, node: Node, into: Reading) -> Any:
        if node.sort != "text":
            return wrong_sort(node, into, "key")
        if len(node.text) > self.maximum or not re.fullmatch(KEY_PATTERN, node.text):
            return into.refuse(node.path, node.line, "not_a_key", key=node.key, value=node.text)
        return node.text

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{KEY_PATTERN}$", "maxLength": self.maximum}

    def says(self) -> str:
        return "a key: small letters, digits, single hyphens or underscores"


@dataclass(frozen=True)
class Whole(Plainly):
    minimum: int
    maximum: int
    unit: str = ""

    def read(self, node: Node, into: Reading) -> Any:
        # YAML 1.1 reads 010 as eight and 1:30 as ninety; nobody who writes a rule means that.
        if node.sort != "whole" or not re.fullmatch(r"-?(0|[1-9][0-9]{0,8})", node.text):
            return wrong_sort(node, into, "whole")
        value = int(node.text)
        if not self.minimum <= value <= self.maximum:
            bounds = {"minimum": self.minimum, "maximum": self.maximum}
            return into.refuse(node.path, node.line, "out_of_bounds", key=node.key, value=value, **bounds)
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.minimum, "maximum": self.maximum}

    def says(self) -> str:
        return f"a whole number{' of ' + self.unit if self.unit else ''}, {self.minimum} to {self.maximum}"


@dataclass(frozen=True)
class Flag(Plainly):
    def read(self, node: Node, into: Reading) -> Any:
        if node.sort != "flag" or node.text not in ("true", "false"):
            return wrong_sort(node, into, "flag")
        return node.text == "true"

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}

    def says(self) -> str:
        return "true or false"


@dataclass(frozen=True)
class Day:
    def read(self, node: Node, into: Reading) -> Any:
        try:
            return date.fromisoformat(node.text if len(node.text) == 10 else "")
        except ValueError:
            return wrong_sort(node, into, "day")

    def plain(self, value: date) -> str:
        return value.isoformat()

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date"}

    def says(self) -> str:
        return "a date, written 2026-03-31"


@dataclass(frozen=True)
class Choice(Plainly):
    options: tuple[str, ...]

    def read(self, node: Node, into: Reading) -> Any:
        if node.sort != "text" or node.text not in self.options:
            near = closest(node.text, self.options)
            found = {"value": node.text, "options": ", ".join(self.options), "suggestion": near}
            return into.refuse(node.path, node.line, "not_one_of", key=node.key, **found)
        return node.text

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.options)}

    def says(self) -> str:
        return "one of " + ", ".join(f"`{option}`" for option in self.options)


@dataclass(frozen=True)
class Share:
    """A part of a whole, kept exact: 1/2, never 0.5."""

    def read(self, node: Node, into: Reading) -> Any:
        parts = re.fullmatch(r"([0-9]{1,4})/([1-9][0-9]{0,3})", node.text)
        if node.sort != "text" or parts is None or int(parts[1]) > int(parts[2]):
            return wrong_sort(node, into, "share")
        return Fraction(int(parts[1]), int(parts[2]))

    def plain(self, value: Fraction) -> str:
        return f"{value.numerator}/{value.denominator}"

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^[0-9]{1,4}/[1-9][0-9]{0,3}$"}

    def says(self) -> str:
        return "a part of a whole, written 1/2"


@dataclass(frozen=True)
class ListOf:
    item: Shape
    minimum: int = 0

    def read(self, node: Node, into: Reading) -> Any:
        if node.sort != "list":
            return wrong_sort(node, into, "list")
        if len(node.items) < self.minimum:
            return into.refuse(node.path, node.line, "too_few", key=node.key, minimum=self.minimum)
        values: list[Any] = []
        for inner in node.items:
            value = self.item.read(inner, into)
            if value is not REFUSED and value in values:
                value = into.refuse(inner.path, inner.line, "repeated_value", key=node.key, value=inner.text)
            values.append(value)
        return REFUSED if REFUSED in values else tuple(values)

    def plain(self, value: Sequence[Any]) -> list[Any]:
        return [self.item.plain(one) for one in value]

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": self.item.schema(), "minItems": self.minimum, "uniqueItems": True}

    def says(self) -> str:
        least = f" of {self.minimum} or more" if self.minimum else ""
        return f"a list{least}; each entry {self.item.says()}"


@dataclass(frozen=True)
class Table:
    """Keys of the author's choosing, each with a value of one shape."""

    value: Shape
    name: Key = Key()

    def read(self, node: Node, into: Reading) -> Any:
        if node.sort != "map":
            return wrong_sort(node, into, "table")
        found: dict[str, Any] = {}
        for key, inner in node.entries.items():
            name = self.name.read(Node("text", inner.path, inner.key_line, inner.key_line, text=key), into)
            found[key] = REFUSED if name is REFUSED else self.value.read(inner, into)
        return REFUSED if REFUSED in found.values() else found

    def plain(self, value: Mapping[str, Any]) -> dict[str, Any]:
        return {key: self.value.plain(one) for key, one in value.items()}

    def schema(self) -> dict[str, Any]:
        return {"type": "object", "propertyNames": self.name.schema(), "additionalProperties": self.value.schema()}

    def says(self) -> str:
        return f"a table of keys, each with {self.value.says()}"
