"""What went wrong while reading, and where. Pure; `schemes.words.files` turns a problem into a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final


class _Refused:
    """Stands for "this value could not be read; the problem is noted"."""


REFUSED: Final = _Refused()


@dataclass(frozen=True)
class Problem:
    """`path` is where in the file ("requirements[2].minutes"), `line` counts from 1 (0: not from a file)."""

    path: str
    line: int
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


class Reading:
    """Collects every problem, so that an author sees all of them at once."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.requirement_keys: set[str] = set()
        self.group_depth = 0

    def refuse(self, path: str, line: int, code: str, **params: Any) -> _Refused:
        self.problems.append(Problem(path, line, code, params))
        return REFUSED
