"""How many people came to each step, and after which step most stopped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .figure import Cell, Figure, Line, Said, made
from .marks import WIDTH, Box, Label, Sheet
from .text import fitted, widest

MOST, WORST = 24, 3
PITCH, THICK, GAP = 52.0, 20.0, 10.0


@dataclass(frozen=True)
class Step:
    label: str
    people: int


def stopped(steps: Sequence[Step]) -> list[tuple[Step, int]]:
    """The steps after which people went no further, with how many; most first, of equal ones the earlier."""
    losses = [(one, one.people - other.people) for one, other in pairwise(steps)]
    return sorted((each for each in losses if each[1] > 0), key=lambda each: -each[1])


def funnel(key: str, said: Said, steps: Sequence[Step]) -> Figure:
    """The table has how many came and how many of them went no further. A step with more people than the one before is a ValueError."""
    if any(other.people > one.people for one, other in pairwise(steps)):
        raise ValueError(f"figure {key}: nobody comes to a step without the one before it")
    after = [one.people - other.people for one, other in pairwise(steps)]
    table: list[tuple[Cell, ...]] = [(step.label, step.people, lost) for step, lost in zip(steps, [*after, None], strict=False)]
    most = max((step.people for step in steps), default=0) or 1
    worst = stopped(steps)
    narrow = [Line(step.label, f"−{lost}", lost / most) for step, lost in worst[:WORST]]
    return made(key, "funnel", said, table, narrow, _sheet(steps[:MOST], most, worst[0][0] if worst else None))


def _sheet(steps: Sequence[Step], most: int, worst: Step | None) -> Sheet:
    """Names above their bars, because steps have long ones; the bar after which most stopped is hatched."""
    right = WIDTH - min(widest(str(step.people) for step in steps), WIDTH * 0.3) - GAP
    boxes: list[Box] = []
    labels: list[Label] = []
    for at, step in enumerate(steps):
        y = at * PITCH + 22
        kind = "hatch" if step is worst else "solid"
        boxes += [Box(0, y, right, THICK, "track"), Box(0, y, right * step.people / most, THICK, kind)]
        labels += [Label(0, y - 6, fitted(step.label, WIDTH)), Label(WIDTH, y + 15, str(step.people), "end", kind="value")]
    return Sheet(len(steps) * PITCH, tuple(boxes), tuple(labels))
