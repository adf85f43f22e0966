"""The upper and the lower third of people by how they did on the rest of their paper."""

from collections.abc import Mapping
from fractions import Fraction

THIRD = Fraction(1, 3)
Weights = Mapping[Fraction, Fraction]


def upper(counts: Mapping[Fraction, int]) -> dict[Fraction, Fraction]:
    """For each score the part of its people that belongs to the upper third.

    People with one score cannot be told apart, so where the border runs through them all count alike, with the part of them that the
    third still needs. The result does not depend on the order of rows, and both thirds are exactly as large as a third.
    """
    return _first(counts, sorted(counts, reverse=True))


def lower(counts: Mapping[Fraction, int]) -> dict[Fraction, Fraction]:
    """The same from the other end."""
    return _first(counts, sorted(counts))


def _first(counts: Mapping[Fraction, int], order: list[Fraction]) -> dict[Fraction, Fraction]:
    left = THIRD * sum(counts.values())
    parts = {}
    for score in order:
        taken = min(left, Fraction(counts[score]))
        parts[score] = taken / counts[score]
        left -= taken
    return parts


def weighed(values: Mapping[Fraction, Fraction | int], parts: Weights) -> Fraction:
    """The sum of values by score, each with its part."""
    return sum((value * parts[score] for score, value in values.items()), Fraction(0))
