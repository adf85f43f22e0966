"""The contract of a requirement kind, and how one is read from a file. Pure.

A new kind is one module beside this one: a frozen dataclass with `kind` and `judge`, imported in `__init__.py`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from lms.core.written.forms import Form, said
from lms.core.written.nodes import Node
from lms.core.written.reading import REFUSED, Reading
from lms.core.written.shapes import Key, Text, closest, wrong_sort
from schemes.requirements.evidence import Evidence
from schemes.requirements.outcome import Outcome, State

KINDS: dict[str, type[Requirement]] = {}
DEEPEST_GROUP = 3


@dataclass(frozen=True, kw_only=True)
class Requirement(ABC):
    kind: ClassVar[str] = ""

    key: str = said("A name for this requirement; unique in the file. Reports cite it.", Key())
    title: str = said("What people read as its heading.", Text())
    help: str = said("One or two sentences in plain words.", Text(600), default="")

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if cls.kind:
            KINDS[cls.kind] = cls

    @abstractmethod
    def judge(self, evidence: Evidence, on: date) -> Outcome:
        """Weigh evidence that `evaluate` has cut at the end of the day `on`. Same values, same answer."""

    def answer(self, *, have: int, need: int, unit: str, missing: int, state: State, **rest: Any) -> Outcome:
        return Outcome(self.key, self.kind, self.title, have, need, unit, missing, state, **rest)


@dataclass(frozen=True, kw_only=True)
class Group(Requirement):
    """Holds other requirements and counts how many are met."""

    of: tuple[Requirement, ...] = ()

    def needed(self) -> int:
        return len(self.of)

    def judge(self, evidence: Evidence, on: date) -> Outcome:
        parts = tuple(one.judge(evidence, on) for one in self.of)
        met = sum(part.state == "met" for part in parts)
        waiting = sum(part.state == "waiting" for part in parts)
        missing = max(self.needed() - met, 0)
        return self.answer(
            have=met,
            need=self.needed(),
            unit="requirement",
            missing=missing,
            state=state_of_group(missing, waiting),
            waiting=min(waiting, missing),
            parts=parts,
        )


def state_of_group(missing: int, waiting: int) -> State:
    if missing == 0:
        return "met"
    return "waiting" if waiting >= missing else "not_yet"


class AnyRequirement:
    """The shape of one requirement: a table whose `kind` says which keys may follow."""

    def read(self, node: Node, into: Reading) -> Any:
        kind = self._kind(node, into)
        if kind is None:
            return REFUSED
        is_group = issubclass(kind, Group)
        into.depth += is_group
        try:
            if into.depth > DEEPEST_GROUP:
                return into.refuse(node.path, node.line, "too_deep", maximum=DEEPEST_GROUP)
            self._note_key(node, into)
            return Form(kind).read(node, into, also=("kind",))
        finally:
            into.depth -= is_group

    def _kind(self, node: Node, into: Reading) -> type[Requirement] | None:
        if node.sort != "map":
            wrong_sort(node, into, "table")
            return None
        named = node.entries.get("kind")
        if named is None:
            into.refuse(node.path, node.line, "missing_key", key="kind", words=", ".join(KINDS))
            return None
        if named.text not in KINDS:
            hint = {"suggestion": closest(named.text, list(KINDS)), "options": ", ".join(KINDS)}
            into.refuse(named.path, named.line, "not_one_of", key="kind", value=named.text, **hint)
        return KINDS.get(named.text)

    def _note_key(self, node: Node, into: Reading) -> None:
        key = node.entries.get("key")
        if key is None:
            return
        if key.text in into.keys:
            into.refuse(key.path, key.line, "repeated_requirement", key=key.text)
        into.keys.add(key.text)

    def plain(self, value: Requirement) -> dict[str, Any]:
        return {"kind": value.kind, **Form(type(value)).plain(value)}

    def schema(self) -> dict[str, Any]:
        return {"$ref": "#/$defs/requirement"}

    def says(self) -> str:
        return "a requirement"


def schemas() -> dict[str, Any]:
    """JSON Schema of every kind, for `$defs`."""
    found = {kind: _with_kind(kind, Form(form).schema()) for kind, form in KINDS.items()}
    return {"requirement": {"oneOf": [{"$ref": f"#/$defs/{kind}"} for kind in KINDS]}, **found}


def _with_kind(kind: str, schema: dict[str, Any]) -> dict[str, Any]:
    properties = {"kind": {"const": kind}, **schema["properties"]}
    return {**schema, "properties": properties, "required": ["kind", *schema["required"]]}
