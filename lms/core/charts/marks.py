"""The few things that drawings are made of. Numbers only, in units of the drawing's view box, its corner at the top left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from .text import SIZE, width

WIDTH = 440.0  # of every drawing: half a page of 1280 px
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True)
class Box:
    """A rectangle. `kind` is the CSS class that gives it colour and pattern."""

    x: float
    y: float
    width: float
    height: float
    kind: str = ""

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


@dataclass(frozen=True)
class Label:
    """Words at a place: `x` as `anchor` says, `y` of the line that they stand on."""

    x: float
    y: float
    words: str
    anchor: Anchor = "start"
    size: float = SIZE
    kind: str = ""

    @property
    def box(self) -> Box:
        """Where the words are, by the careful guess of `text.width`."""
        wide = width(self.words, self.size)
        shift = {"start": 0.0, "middle": wide / 2, "end": wide}[self.anchor]
        return Box(self.x - shift, self.y - self.size * 0.8, wide, self.size)


@dataclass(frozen=True)
class Stroke:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    kind: str = ""


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    r: float
    kind: str = ""


@dataclass(frozen=True)
class Sheet:
    """A drawing: everything on it, and how high it is."""

    height: float
    boxes: tuple[Box, ...] = ()
    labels: tuple[Label, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    dots: tuple[Dot, ...] = ()
    keys: tuple[object, ...] = ()
    width: float = WIDTH


def held(label: Label, room: float = WIDTH) -> Label:
    """The label, moved sideways as far as it must to stay on the sheet."""
    left = min(max(label.box.x, 0.0), max(room - label.box.width, 0.0))
    return replace(label, x=label.x + left - label.box.x)


def apart(labels: Iterable[Label], gap: float = 4.0) -> tuple[Label, ...]:
    """Labels of one axis, without those that would touch one before them. The table has every one."""
    kept: list[Label] = []
    for label in labels:
        if all(label.box.x >= one.box.right + gap or label.box.right + gap <= one.box.x for one in kept):
            kept.append(label)
    return tuple(kept)


def stacked_apart(labels: Iterable[Label], top: float, bottom: float, pitch: float) -> tuple[Label, ...]:
    """Labels beside each other's ends, moved up or down until they are `pitch` apart and stay between top and bottom."""
    order = sorted(labels, key=lambda label: label.y)
    placed: list[Label] = []
    for at, label in enumerate(order):
        highest = max(top, placed[-1].y + pitch if placed else top)
        lowest = bottom - pitch * (len(order) - 1 - at)
        placed.append(replace(label, y=max(highest, min(label.y, lowest))))
    return tuple(placed)
