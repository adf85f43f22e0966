"""Two roads, side by side: the drawing on every certificate.

Read it from the foot upwards. Below, the ground is rough and the first thread (ochre) is frayed and alone. The second
(teal) comes in from the edge, finds it, and from there the two keep step: neither leads, neither merges. The ground
grows calm, the threads grow close-woven, and the road goes on past the top of the paper.

Its phases come from SHA-256 of the certification's number: each holder has a road of their own and keeps it through
renewal. It is an ornament, not a security feature. Pure standard library; the same seed gives the same drawing.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import exp, pi, sin

TAU = 2 * pi
GROUND, FIRST, SECOND = 0, 1, -1

Point = tuple[float, float]
Curve = tuple[Point, Point, Point]
Line = tuple[int, Point, list[Curve]]


def smooth(a: float, b: float, t: float) -> float:
    u = min(1.0, max(0.0, (t - a) / (b - a)))
    return u * u * (3 - 2 * u)


@dataclass(frozen=True)
class Shape:
    """Lengths in tenths of a millimetre. `lines`, `strands`, `cycles` and `fine` say how much is drawn."""

    width: float = 640
    height: float = 1940
    centre: float = 0.5
    cycles: int = 17
    strands: int = 9
    braid: float = 19.0
    gap: float = 50.0
    arrive: float = 0.62
    lines: int = 38
    fine: float = 1.0
    ground_width: float = 1.8
    thread_width: float = 2.0


CERTIFICATE = Shape()
CARD = Shape(
    width=170, height=540, centre=0.47, cycles=9, strands=5, braid=7.0, gap=19.0,
    lines=17, fine=0.85, ground_width=0.9, thread_width=1.0,
)  # fmt: skip
SCREEN = Shape(cycles=9, strands=4, lines=16, fine=0.55, ground_width=4, thread_width=5)


class Road:
    """One holder's road. t runs from 0 at the foot to 1 at the top."""

    def __init__(self, shape: Shape, seed: str) -> None:
        self.shape = shape
        digest = hashlib.sha256(f"alongside-road-1:{seed}".encode()).digest()
        self.p = [b / 256 for b in digest]

    def toil(self, t: float) -> float:
        """How rough the going is here: all of it at the foot, none in the upper fifth."""
        return float((1 - smooth(0.0, 0.78, t)) ** 1.1)

    def centre(self, t: float) -> float:
        p, w = self.p, self.shape.width
        wander = sin(TAU * (1.9 * t + 0.15 * p[0])) + 0.45 * sin(TAU * (3.6 * t + p[1])) + 0.16 * sin(TAU * (6.3 * t + p[2]))
        calm = 0.05 * w * smooth(0.2, 0.7, t) * sin(TAU * (1.25 * t + 0.4 * p[3]))
        return self.shape.centre * w + self.toil(t) * 0.15 * w * wander + calm

    def ground(self, base: float, t: float) -> float:
        """A line of the ground leans after the road where it is near, and goes its own way where it is far."""
        p, w, middle = self.p, self.shape.width, self.shape.centre * self.shape.width
        near = exp(-(((base - middle) / (0.42 * w)) ** 2))
        own = (
            sin(TAU * (1.1 * t + p[4] + base / w * 0.33))
            + 0.55 * sin(TAU * (2.7 * t + p[5] - base / w * 0.5))
            + 0.22 * sin(TAU * (5.6 * t + p[6] + base / w * 0.8))
        )
        return base + near * (self.centre(t) - middle) + self.toil(t) * 0.055 * w * own

    def thread(self, side: int, t: float) -> float:
        apart = self.shape.gap / 2 + 3.5 * sin(TAU * (3 * t + self.p[7]))
        x = self.centre(t) + side * apart
        if side == SECOND:  # the one who comes alongside, from the edge of the paper
            x -= (1 - smooth(0.0, 0.37, t)) ** 1.2 * self.shape.arrive * self.shape.width
        return x

    def strand(self, side: int, j: int, t: float) -> float:
        s = self.shape
        fray = (1 - smooth(0.0, 0.5, t)) if side == FIRST else 0.5 * (1 - smooth(0.0, 0.36, t))
        wobble = fray * 0.55 * sin(TAU * (2.3 * t + self.p[8 + j % 12]))
        turn = sin(TAU * (s.cycles * t + j / s.strands + wobble + self.p[21]))
        return self.thread(side, t) + side * s.braid * (1 + 0.7 * fray) * turn

    def curve(self, x: Callable[[float], float], pieces: int) -> tuple[Point, list[Curve]]:
        """Cubic Beziers along x(t) with its own tangents: few points, no corners."""
        first, last, e = -0.01, 1.01, 1e-4
        dt = (last - first) / pieces

        def y(t: float) -> float:
            return self.shape.height * (1 - t)

        def slope(t: float) -> float:
            return (x(t + e) - x(t - e)) / (2 * e) * dt / 3

        ts = [first + i * dt for i in range(pieces + 1)]
        knots = [(t, x(t), slope(t)) for t in ts]
        curves = [((ax + am, y(a + dt / 3)), (bx - bm, y(b - dt / 3)), (bx, y(b))) for (a, ax, am), (b, bx, bm) in pairwise(knots)]
        return (knots[0][1], y(first)), curves

    def lines(self) -> Iterator[Line]:
        """(kind, start, curves) of every line, back to front."""
        s = self.shape
        for k in range(s.lines):
            base = s.width * (-0.06 + 1.02 * (k / (s.lines - 1)) ** 1.5)
            yield GROUND, *self.curve(lambda t, b=base: self.ground(b, t), round(20 * s.fine))  # type: ignore[misc]
        for side in (FIRST, SECOND):
            for j in range(s.strands):
                yield side, *self.curve(lambda t, n=side, i=j: self.strand(n, i, t), round(s.cycles * 3.5 * s.fine))  # type: ignore[misc]
