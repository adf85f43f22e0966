"""Two lines over the weeks: the middle, and what nine in ten stay under. With a line for what was promised."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil

from .figure import Figure, Line, Said, made
from .marks import WIDTH, Dot, Label, Sheet, Stroke, apart, stacked_apart
from .text import SMALL, fitted, widest

TALL, HEAD = 150.0, 14.0


@dataclass(frozen=True)
class Week:
    """`median` and `most` (the 90th percentile) in one unit; None for a week with too little to say anything."""

    label: str
    median: float | None
    most: float | None
    count: int | None = None


@dataclass(frozen=True)
class Big:
    """A number in large type beside the drawing."""

    value: str
    words: str


@dataclass(frozen=True)
class Flow:
    sheet: Sheet
    numbers: tuple[Big, ...]


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of the values do not exceed (nearest rank): a value that somebody really waited."""
    if not values:
        raise ValueError("no values, no percentile")
    ordered = sorted(values)
    return ordered[max(ceil(share * len(ordered)) - 1, 0)]


def flow(
    key: str, said: Said, weeks: Sequence[Week], names: tuple[str, str], promised: tuple[float, str], numbers: Sequence[Big]
) -> Figure:
    """`names` of the two lines; `promised` in the same unit with its words. `numbers` are also the list for phones."""
    table = [(week.label, week.median, week.most, week.count) for week in weeks]
    narrow = [Line(each.words, each.value) for each in numbers]
    return made(key, "flow", said, table, narrow, Flow(_sheet(weeks, names, promised), tuple(numbers)))


def _sheet(weeks: Sequence[Week], names: tuple[str, str], promised: tuple[float, str]) -> Sheet:
    values = [each for week in weeks for each in (week.median, week.most) if each is not None]
    top = max([*values, promised[0], 1.0])
    right = WIDTH - min(widest((*names, promised[1]), SMALL), WIDTH * 0.4) - 12
    place: Callable[[float], float] = lambda value: HEAD + TALL * (1 - max(value, 0.0) / top)  # noqa: E731
    across = [right * (at + 0.5) / max(len(weeks), 1) for at in range(len(weeks))]
    lines = [[week.median for week in weeks], [week.most for week in weeks]]
    strokes = [Stroke(0, HEAD + TALL, right, HEAD + TALL, "floor"), Stroke(0, place(promised[0]), right, place(promised[0]), "need")]
    marks: list[Dot] = []
    ends = [Label(right + 8, place(promised[0]) + 5, promised[1], "start", SMALL, "axis")]
    for values_of, kind, name in zip(lines, ("median", "most"), names, strict=True):
        points = [(x, place(value)) for x, value in zip(across, values_of, strict=True) if value is not None]
        strokes += [Stroke(*one, *other, kind) for one, other in pairwise(points)]
        marks += [Dot(x, y, 4.0, kind) for x, y in points]
        ends += [Label(right + 8, y + 5, name, "start", SMALL, kind) for _x, y in points[-1:]]
    named = [
        replace(label, words=fitted(label.words, WIDTH - right - 8, label.size)) for label in stacked_apart(ends, HEAD, HEAD + TALL, 18)
    ]
    return Sheet(HEAD + TALL + 24, (), (*named, *_axis(weeks, across, right)), tuple(strokes), tuple(marks))


def _axis(weeks: Sequence[Week], across: Sequence[float], right: float) -> tuple[Label, ...]:
    if not weeks:
        return ()
    foot = HEAD + TALL + 18
    return apart((Label(0, foot, weeks[0].label, "start", SMALL, "axis"), Label(right, foot, weeks[-1].label, "end", SMALL, "axis")))
