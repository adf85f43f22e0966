"""Whole bars made of parts that lie end to end: how many people are at which stage. People on a break are hatched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .figure import Cell, Figure, Line, Said, made
from .marks import WIDTH, Box, Label, Sheet, apart, held
from .parts import Part, legend
from .text import fitted

PITCH, THICK = 84.0, 26.0
GAP = 2.0  # between parts
MOST = 8  # bars in one drawing; the table has all, and the legend their sums


@dataclass(frozen=True)
class Stack:
    """One bar: a number for each part."""

    label: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


def stacks(key: str, said: Said, parts: Sequence[Part], rows: Sequence[Stack]) -> Figure:
    """Bars drawn to one scale. The table has a column for each part, the list a line for each part of each bar."""
    if any(len(row.counts) != len(parts) for row in rows):
        raise ValueError(f"figure {key}: a bar has more or fewer numbers than there are parts")
    most = max((row.total for row in rows), default=0) or 1
    table: list[tuple[Cell, ...]] = [(row.label, *row.counts) for row in rows]
    return made(key, "stacks", said, table, _narrow(parts, rows[:MOST], most), _sheet(parts, rows, most))


def _narrow(parts: Sequence[Part], rows: Sequence[Stack], most: int) -> list[Line]:
    lines = [(row, part, count) for row in rows for part, count in zip(parts, row.counts, strict=True) if count]
    return [Line(part.label if len(rows) == 1 else f"{row.label}: {part.label}", str(count), count / most) for row, part, count in lines]


def _sheet(parts: Sequence[Part], rows: Sequence[Stack], most: int) -> Sheet:
    keys = legend(parts)
    boxes: list[Box] = []
    labels: list[Label] = []
    for at, row in enumerate(rows[:MOST]):
        y = at * PITCH
        labels.append(Label(0, y + 14, fitted(row.label, WIDTH)))
        placed = _lie(row.counts, [each.pattern for each in keys], y + 44, WIDTH / most)
        boxes += [box for box, _count in placed]
        # Numbers stand above their part, never on a pattern; one without room is in the legend and in the table.
        labels += apart(held(Label(box.x + box.width / 2, y + 38, str(count), "middle", kind="value")) for box, count in placed)
    high = len(rows[:MOST]) * PITCH - 12 if rows else 0
    return Sheet(high, tuple(boxes), tuple(labels), keys=_counted(keys, rows))


def _lie(counts: Sequence[int], patterns: Sequence[str], y: float, unit: float) -> list[tuple[Box, int]]:
    """Every part that is not nothing, from the left; a gap taken from each part keeps them apart without adding to the whole."""
    placed, x = [], 0.0
    for count, pattern in zip(counts, patterns, strict=True):
        if count:
            wide = count * unit
            placed.append((Box(x, y, max(wide - GAP, wide / 2), THICK, pattern), count))
            x += wide
    return placed


def _counted(keys: Sequence[object], rows: Sequence[Stack]) -> tuple[tuple[object, int], ...]:
    return tuple((key, sum(row.counts[at] for row in rows)) for at, key in enumerate(keys))
