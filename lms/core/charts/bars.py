"""Bars against a line of what is needed. The value stands at the right edge, never on the line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .figure import Cell, Figure, Line, Said, made
from .marks import WIDTH, Box, Label, Sheet, Stroke, held
from .text import SMALL, fitted, widest

MOST = 24  # bars in one drawing: a hundred tell nobody anything; the table has all of them
PITCH, THICK, GAP = 34.0, 18.0, 10.0


@dataclass(frozen=True)
class Bar:
    """One row. `flagged`: the finding is about this one. `words` for phones and the table ("42 of 60"); `value` as it is drawn."""

    label: str
    amount: float
    value: str
    words: str
    flagged: bool = False
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class Need:
    amount: float
    words: str


def bars(key: str, said: Said, rows: Sequence[Bar], need: Need | None = None, whole: float = 0.0) -> Figure:
    """Rows in the order given: the caller puts first what the finding is about. A row's `cells` are its line of the table.

    `whole` is what fills the track where that is known (1 for shares); otherwise the largest bar, or what is needed, does.
    """
    table: list[tuple[Cell, ...]] = [(row.label, *(row.cells or (row.amount,))) for row in rows]
    top = whole or _top(rows, need)
    narrow = [Line(row.label, row.words, _share(row.amount, top)) for row in rows[:MOST]]
    return made(key, "bars", said, table, narrow, _sheet(rows[:MOST], top, need))


def _top(rows: Sequence[Bar], need: Need | None) -> float:
    return max([row.amount for row in rows] + ([need.amount] if need else []), default=0) or 1.0


def _share(amount: float, top: float) -> float:
    return min(max(amount / top, 0.0), 1.0)


def _sheet(rows: Sequence[Bar], top: float, need: Need | None) -> Sheet:
    """Labels on the left in at most two fifths of the width, then the track, then the values in a column of their own."""
    named = min(widest(row.label for row in rows), WIDTH * 0.4)
    left = named + GAP
    room = min(widest(row.value for row in rows), WIDTH * 0.3)
    right = WIDTH - room - GAP
    boxes: list[Box] = []
    labels: list[Label] = []
    for at, row in enumerate(rows):
        y = at * PITCH + 5
        boxes += [Box(left, y, right - left, THICK, "track"), Box(left, y, (right - left) * _share(row.amount, top), THICK, _kind(row))]
        labels += [Label(0, y + 14, fitted(row.label, named)), Label(WIDTH, y + 14, fitted(row.value, room), "end", kind="value")]
    foot = len(rows) * PITCH
    strokes, words = _line(need, left + (right - left) * _share(need.amount, top), foot) if need else ((), ())
    return Sheet(foot + (24 if need else 0), tuple(boxes), (*labels, *words), strokes)


def _kind(row: Bar) -> str:
    return "hatch" if row.flagged else "solid"


def _line(need: Need, x: float, foot: float) -> tuple[tuple[Stroke, ...], tuple[Label, ...]]:
    words = fitted(need.words, WIDTH, SMALL)
    return (Stroke(x, 0, x, foot, "need"),), (held(Label(x, foot + 17, words, "end", SMALL, "axis")),)
