"""People by things, the weakest thing first. A table by nature, and drawn as one: five steps of one hue, a mark in each cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .figure import Figure, Line, Said, made

STEPS = 5
WEAKEST = 3
MOST = 40  # people in the drawing; the table has all, and the last line counts all


@dataclass(frozen=True)
class Thing:
    """A column: a short name for its head, and the whole name."""

    short: str
    label: str


@dataclass(frozen=True)
class HeatRow:
    """One person by code, with a level from 0 to 4 for each thing."""

    label: str
    levels: tuple[int, ...]


@dataclass(frozen=True)
class Square:
    level: int
    mark: str


@dataclass(frozen=True)
class HeatLine:
    label: str
    cells: tuple[Square, ...]


@dataclass(frozen=True)
class Foot:
    """How many reached the top, for one thing: its number, and the step of its colour."""

    count: int
    level: int


@dataclass(frozen=True)
class Heat:
    things: tuple[Thing, ...]
    lines: tuple[HeatLine, ...]
    feet: tuple[Foot, ...]
    people: int


def heat(
    key: str, said: Said, things: Sequence[Thing], rows: Sequence[HeatRow], marks: Sequence[str], out_of: str = "{n} / {of}"
) -> Figure:
    """`marks` say each of the five levels. `said.columns` is the head of the first column alone; the things give the others."""
    if len(marks) != STEPS or any(len(row.levels) != len(things) for row in rows):
        raise ValueError(f"figure {key}: five marks, and a level for each thing")
    order = weakest_first(rows, len(things))
    ordered = [things[at] for at in order]
    lines = [HeatLine(row.label, tuple(Square(row.levels[at], marks[row.levels[at]]) for at in order)) for row in rows]
    feet = tuple(_foot(rows, at) for at in order)
    heads = Said(said.title, said.sentence, (*said.columns, *(thing.label for thing in ordered)), said.note)
    table = [(line.label, *(cell.mark for cell in line.cells)) for line in lines]
    pairs = list(zip(ordered, feet, strict=True))[:WEAKEST]
    narrow = [Line(thing.label, out_of.format(n=foot.count, of=len(rows)), foot.count / max(len(rows), 1)) for thing, foot in pairs]
    return made(key, "heat", heads, table, narrow, Heat(tuple(ordered), tuple(lines[:MOST]), feet, len(rows)))


def weakest_first(rows: Sequence[HeatRow], things: int) -> list[int]:
    """Places of the things, the one that the fewest have reached first, then by the sum of levels, then as they were."""
    return sorted(range(things), key=lambda at: (reached(rows, at), sum(row.levels[at] for row in rows)))


def reached(rows: Sequence[HeatRow], at: int) -> int:
    return sum(row.levels[at] == STEPS - 1 for row in rows)


def _foot(rows: Sequence[HeatRow], at: int) -> Foot:
    count = reached(rows, at)
    return Foot(count, min(count * STEPS // max(len(rows), 1), STEPS - 1))
