"""What all blocks of a course file share: one class a type, read from YAML, written to it, and turned into what the editor stores.

To add a block: copy a class into the file of its family and name it in `BLOCKS` (courses/course_files/blocks/__init__.py).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, TypeAlias, cast

from courses.course_files import markdown
from courses.course_files.collecting import CourseReading
from courses.course_files.texts import Id, Words
from lms.core.written.forms import said
from lms.core.written.nodes import Node
from lms.core.written.reading import REFUSED, Reading

Raw: TypeAlias = Any


class Places(Protocol):
    """What stands outside the folder. Kinds of names: consent, rule, module, step, picture, media, captions, document."""

    def html(self, rich_text: str) -> str:
        """Rich text as stored -> without references to pages."""

    def row(self, kind: str, name: str) -> Any:
        """What the editor stores for a name in a file; None when nothing has it."""

    def name(self, kind: str, row: Any) -> str:
        """The name in a file for what the editor stores; "" for nothing."""


@dataclass(frozen=True, kw_only=True)
class Block(ABC):
    """`to_raw` and `from_raw` speak the values of courses/blocks: what Wagtail keeps of a block."""

    type: ClassVar[str]
    id: str = said("Its id, for life.", Id())

    @abstractmethod
    def to_raw(self, places: Places) -> Raw:
        """What the editor stores."""

    @classmethod
    @abstractmethod
    def from_raw(cls, raw: Raw, places: Places) -> dict[str, Any]:
        """The fields but for the id, each in the one way that files write it."""


@dataclass(frozen=True)
class Named(Words):
    """The name of something outside the folder, or of another file in it."""

    maximum: int = 200
    is_needed: bool = False
    kind: str = ""

    def read(self, node: Node, into: Reading) -> Any:
        name = super().read(node, into)
        if name is not REFUSED and name:
            cast(CourseReading, into).refer(self.kind, node)
        return name


def rich(raw: Any, places: Places) -> str:
    """Rich text of the editor as Markdown."""
    return markdown.from_html(places.html(str(raw or "")))


def items_of(raw: Iterable[Any] | None) -> list[tuple[str, Any]]:
    """(id, value) of the lines of a list, which old revisions keep bare."""
    return [(str(one.get("id") or ""), one["value"]) if _is_item(one) else ("", one) for one in raw or ()]


def _is_item(one: Any) -> bool:
    return isinstance(one, Mapping) and "value" in one and "type" in one


def item(name: str, value: Any) -> dict[str, Any]:
    """A line of a list as the editor stores it."""
    return {"type": "item", "id": name, "value": value}
