"""What a reading of a whole folder gathers beside its problems: what is not finished, and what the database must know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lms.core.written.nodes import Node
from lms.core.written.reading import Problem, Reading


@dataclass(frozen=True)
class Reference:
    """A name in a file that something outside must have: a picture of the folder, a consent, a competency."""

    kind: str
    name: str
    file: str
    line: int
    path: str


class CourseReading(Reading):
    """One file of the folder. `unfinished` holds what may be stored as a draft but keeps a module from being released."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.unfinished: list[Problem] = []
        self.references: list[Reference] = []

    def leave(self, path: str, line: int, code: str, **params: Any) -> None:
        """Note something that is not finished; the value stays as it is."""
        self.unfinished.append(Problem(path, line, code, params, self.file))

    def refer(self, kind: str, node: Node, name: str = "") -> None:
        """`name`: where it is not quite what stands in the file."""
        self.references.append(Reference(kind, name or node.text.strip(), self.file, node.line, node.path))
