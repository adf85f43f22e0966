"""What went wrong while reading a file that a person wrote, and where. Pure; `lms.core.written_words` turns a problem into a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final


class _Refused:
    """Stands for "this value could not be read; the problem is noted"."""


REFUSED: Final = _Refused()


@dataclass(frozen=True)
class Problem:
    """`path` is where in the file ("requirements[2].minutes"), `line` counts from 1 (0: not from a file).

    `file` is named where a reading covers more than one.
    """

    path: str
    line: int
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
    file: str = ""


class Reading:
    """Collects every problem, so that an author sees all of them at once. `keys` and `depth` are for shapes that count."""

    def __init__(self, file: str = "") -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.keys: set[str] = set()
        self.depth = 0

    def refuse(self, path: str, line: int, code: str, **params: Any) -> _Refused:
        self.problems.append(Problem(path, line, code, params, self.file))
        return REFUSED
