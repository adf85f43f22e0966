"""Columns side by side, each of parts on top of one another: what falls due in which month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .figure import Cell, Figure, Line, Said, made
from .marks import WIDTH, Box, Label, Sheet, Stroke, apart, held
from .parts import Part, legend
from .text import SMALL, fitted

TALL, HEAD, FOOT = 132.0, 22.0, 22.0
BUSIEST = 3  # columns in the list on a phone


@dataclass(frozen=True)
class Column:
    """One month, by its full name and by a short one for the axis: a number for each part."""

    label: str
    short: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


def columns(key: str, said: Said, parts: Sequence[Part], rows: Sequence[Column]) -> Figure:
    """The table has a line for each column, with every part and the sum at the end; the list has the three highest."""
    if any(len(row.counts) != len(parts) for row in rows):
        raise ValueError(f"figure {key}: a column has more or fewer numbers than there are parts")
    most = max((row.total for row in rows), default=0) or 1
    table: list[tuple[Cell, ...]] = [(row.label, *row.counts, row.total) for row in rows]
    return made(
        key, "columns", said, table, [Line(row.label, str(row.total), row.total / most) for row in busiest(rows)], _sheet(parts, rows, most)
    )


def busiest(rows: Sequence[Column], most: int = BUSIEST) -> list[Column]:
    """The highest columns, the highest first, of equal ones the earlier; none that is empty."""
    return sorted((row for row in rows if row.total), key=lambda row: -row.total)[:most]


def _sheet(parts: Sequence[Part], rows: Sequence[Column], most: int) -> Sheet:
    keys = legend(parts)
    pitch = WIDTH / max(len(rows), 1)
    boxes: list[Box] = []
    values: list[Label] = []
    for at, row in enumerate(rows):
        x, y = at * pitch + pitch * 0.15, HEAD + TALL
        for count, each in zip(row.counts, keys, strict=True):
            high = count / most * TALL
            y -= high
            if count:
                boxes.append(Box(x, y, pitch * 0.7, high, each.pattern))
        values.append(held(Label(x + pitch * 0.35, y - 5, str(row.total), "middle", kind="value")))
    months = apart(_under(at, row, pitch) for at, row in enumerate(rows))
    floor = Stroke(0, HEAD + TALL, WIDTH, HEAD + TALL, "floor")
    sums = tuple((each, sum(row.counts[at] for row in rows)) for at, each in enumerate(keys))
    return Sheet(HEAD + TALL + FOOT, tuple(boxes), (*_readable(values), *months), (floor,), keys=sums)


def _under(at: int, row: Column, pitch: float) -> Label:
    """The short name below its column; that of the first or last moves in from the edge."""
    return held(Label((at + 0.5) * pitch, HEAD + TALL + 17, fitted(row.short, WIDTH, SMALL), "middle", SMALL, "axis"))


def _readable(values: Sequence[Label]) -> tuple[Label, ...]:
    """Sums above the columns; the highest are written first, so that where room is short theirs stay."""
    kept = apart(sorted(values, key=lambda label: label.y), gap=1)
    return tuple(sorted(kept, key=lambda label: label.x))
