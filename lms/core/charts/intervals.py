"""A dot for what was found, and a line for how sure one may be. What rests on too little is not drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from .figure import Cell, Figure, Line, Said, made
from .marks import WIDTH, Box, Dot, Label, Sheet, Stroke
from .text import SMALL, fitted, widest

MOST, LOWEST = 24, 3
PITCH, GAP = 34.0, 10.0
CERTAINTY = 1.96  # 95 in 100


@dataclass(frozen=True)
class Estimate:
    """`agreed` of `of`, for one thing by name."""

    label: str
    agreed: int
    of: int

    @property
    def share(self) -> float:
        return self.agreed / self.of

    @property
    def between(self) -> tuple[float, float]:
        """Wilson's interval: honest for small numbers, and never outside of 0 and 1."""
        n, z = self.of, CERTAINTY
        middle = (self.share + z * z / (2 * n)) / (1 + z * z / n)
        half = z * sqrt(self.share * (1 - self.share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return max(middle - half, 0.0), min(middle + half, 1.0)


def enough(rows: Sequence[Estimate], least: int) -> list[Estimate]:
    """Those that rest on at least `least` looks, the lowest share first."""
    return sorted((row for row in rows if row.of >= least), key=lambda row: (row.share, row.label))


def intervals(key: str, said: Said, rows: Sequence[Estimate], n_words: str = "n = {n}") -> Figure:
    """Rows as `enough` gives them. The table has the share and both ends in per cent; the list has the lowest three."""
    table: list[tuple[Cell, ...]] = [(row.label, row.agreed, row.of, percent(row.share), *map(percent, row.between)) for row in rows]
    narrow = [Line(row.label, f"{percent(row.share)} % ({row.agreed}/{row.of})", row.share) for row in rows[:LOWEST]]
    return made(key, "intervals", said, table, narrow, _sheet(rows[:MOST], n_words))


def percent(share: float) -> int:
    return round(share * 100)


def _sheet(rows: Sequence[Estimate], n_words: str) -> Sheet:
    counted = [n_words.format(n=row.of) for row in rows]
    named = min(widest(row.label for row in rows), WIDTH * 0.4)
    left = named + GAP
    right = WIDTH - min(widest(counted, SMALL), WIDTH * 0.3) - GAP - 8
    room = right - left
    boxes: list[Box] = []
    labels: list[Label] = []
    strokes: list[Stroke] = []
    marks: list[Dot] = []
    for at, (row, words) in enumerate(zip(rows, counted, strict=True)):
        y = (at + 0.5) * PITCH
        low, high = row.between
        boxes.append(Box(left, y - 9, room, 18, "track"))
        strokes.append(Stroke(left + room * low, y, left + room * high, y, "range"))
        marks.append(Dot(left + room * row.share, y, 6.0, "solid"))
        labels += [
            Label(0, y + 5, fitted(row.label, named)),
            Label(WIDTH, y + 5, fitted(words, WIDTH - right - GAP, SMALL), "end", SMALL),
        ]
    foot = len(rows) * PITCH
    axis = [Label(left, foot + 17, "0 %", "start", SMALL, "axis"), Label(right, foot + 17, "100 %", "end", SMALL, "axis")]
    return Sheet(foot + 24, tuple(boxes), (*labels, *axis), tuple(strokes), tuple(marks))
