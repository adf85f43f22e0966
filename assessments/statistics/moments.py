"""Sums over pairs of exact numbers. The sums are kept instead of the pairs, so memory stays the same however many there are."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import TypeVar

NOTHING = Fraction(0)
Number = TypeVar("Number", int, Fraction)


@dataclass
class Moments:
    """Of pairs (x, y), each counted as often as it was met. Nothing is rounded before the last square root, so that "everybody had
    the same" is told apart from "nearly the same" and no difference of two large sums goes wrong."""

    n: int = 0
    x: Fraction = NOTHING
    y: Fraction = NOTHING
    xx: Fraction = NOTHING
    yy: Fraction = NOTHING
    xy: Fraction = NOTHING

    def add(self, x: Fraction, y: Fraction = NOTHING, times: int = 1) -> None:
        self.n += times
        self.x += times * x
        self.y += times * y
        self.xx += times * x * x
        self.yy += times * y * y
        self.xy += times * x * y

    @property
    def mean(self) -> Fraction:
        """Of x. Needs one pair at least."""
        return self.x / self.n

    @property
    def variance(self) -> Fraction:
        """Of x, over n - 1, as Moodle and every textbook of tests has it. Needs two pairs at least."""
        return (self.xx - self.x * self.x / self.n) / (self.n - 1)

    @property
    def deviation(self) -> float:
        return sqrt(self.variance)

    @property
    def correlation(self) -> float | None:
        """Pearson's, -1 to 1. None where all x or all y are the same: then neither can say anything about the other."""
        of_x, of_y = self.n * self.xx - self.x**2, self.n * self.yy - self.y**2
        if not of_x or not of_y:
            return None
        return float(self.n * self.xy - self.x * self.y) / sqrt(of_x * of_y)


def median(counts: Mapping[Number, int]) -> Number | None:
    """The middle of values that were counted; of two in the middle the lower one, so that it is one that was met. None of nothing."""
    middle, passed = (sum(counts.values()) + 1) // 2, 0
    for value in sorted(counts):
        passed += counts[value]
        if passed >= middle:
            return value
    return None
