"""A strip of dots for each person: in which weeks something took place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .figure import Figure, Line, Said, made
from .marks import WIDTH, Dot, Label, Sheet, Stroke, apart
from .text import SMALL, fitted, widest

MOST = 24
PITCH, GAP = 30.0, 10.0
KINDS = {"yes": "solid", "waiting": "ring", "no": "none"}


@dataclass(frozen=True)
class DotRow:
    """One person by code: for each week "yes", "waiting" (a ring: not confirmed) or "no". `words` says when it was last."""

    label: str
    weeks: tuple[str, ...]
    words: str
    flagged: bool = False


def dots(key: str, said: Said, weeks: Sequence[str], rows: Sequence[DotRow], names: dict[str, str]) -> Figure:
    """`weeks` are the first days of the weeks as words, oldest first; `names` says the three kinds of dot in the table."""
    if any(len(row.weeks) != len(weeks) for row in rows):
        raise ValueError(f"figure {key}: a row has more or fewer weeks than there are")
    table = [(row.label, *(names[each] for each in row.weeks), row.words) for row in rows]
    narrow = [Line(row.label, row.words) for row in rows[:MOST]]
    return made(key, "dots", said, table, narrow, _sheet(weeks, rows[:MOST]))


def _sheet(weeks: Sequence[str], rows: Sequence[DotRow]) -> Sheet:
    named, worded = min(widest(row.label for row in rows), WIDTH * 0.3), min(widest((row.words for row in rows), SMALL), WIDTH * 0.35)
    left, right = named + GAP, WIDTH - worded - GAP
    pitch = (right - left) / max(len(weeks), 1)
    radius = min(pitch * 0.36, 8.0)
    places = [left + (at + 0.5) * pitch for at in range(len(weeks))]
    labels: list[Label] = []
    marks: list[Dot] = []
    for at, row in enumerate(rows):
        y = (at + 0.5) * PITCH
        labels.append(Label(0, y + 5, fitted(row.label, named)))
        labels.append(Label(WIDTH, y + 5, fitted(row.words, worded, SMALL), "end", SMALL, "late" if row.flagged else ""))
        marks += [Dot(x, y, radius if kind != "no" else 2.0, KINDS[kind]) for x, kind in zip(places, row.weeks, strict=True)]
    foot = len(rows) * PITCH
    return Sheet(
        foot + 24, (), (*labels, *_axis(weeks, places, left, right, foot)), (Stroke(left, foot, right, foot, "floor"),), tuple(marks)
    )


def _axis(weeks: Sequence[str], places: Sequence[float], left: float, right: float, foot: float) -> tuple[Label, ...]:
    """The first and the last week by their first day."""
    if not weeks:
        return ()
    ends = (Label(left, foot + 17, weeks[0], "start", SMALL, "axis"), Label(right, foot + 17, weeks[-1], "end", SMALL, "axis"))
    return apart(ends)
