"""Requirements made of requirements: all of them, any of them, so many of them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lms.core.written.forms import said
from lms.core.written.nodes import Node
from lms.core.written.reading import Reading
from lms.core.written.shapes import ListOf, Whole
from schemes.requirements.base import AnyRequirement, Group, Requirement

_PARTS = ListOf(AnyRequirement(), minimum=1)


@dataclass(frozen=True, kw_only=True)
class AllOf(Group):
    """Every one of these."""

    kind: ClassVar[str] = "all_of"
    of: tuple[Requirement, ...] = said("The requirements in this group.", _PARTS)


@dataclass(frozen=True, kw_only=True)
class AnyOf(Group):
    """One of these is enough."""

    kind: ClassVar[str] = "any_of"
    of: tuple[Requirement, ...] = said("The requirements in this group.", _PARTS)

    def needed(self) -> int:
        return 1


@dataclass(frozen=True, kw_only=True)
class NOf(Group):
    """So many of these."""

    kind: ClassVar[str] = "n_of"
    n: int = said("How many must be met.", Whole(1, 100))
    of: tuple[Requirement, ...] = said("The requirements in this group.", _PARTS)

    def needed(self) -> int:
        return self.n

    def check(self, node: Node, into: Reading) -> None:
        if self.n > len(self.of):
            line = node.entries["n"].line
            into.refuse(f"{node.path}.n", line, "more_than_there_are", key="n", value=self.n, there_are=len(self.of))
