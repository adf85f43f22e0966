"""Parts of a paper with a mark of their own: a section that asks for so many points, or one question that has to be right."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Part:
    """The questions at these places of the paper (from 1) come to `needed` points together. Without a title: one question."""

    places: range
    needed: int
    title: str = ""

    @property
    def is_question(self) -> bool:
        return not self.title


@dataclass(frozen=True)
class PartScore:
    """How one part went. `part` counts the parts of the test, from 0."""

    part: int
    points: Fraction
    of: int
    needed: int
    is_met: bool


def part_scores(parts: Iterable[Part], at_places: Collection[tuple[int, Fraction]]) -> tuple[PartScore, ...]:
    """`at_places`: the points of each question that earns any, with its place on the paper."""
    return tuple(
        part_score(number, part, [points for place, points in at_places if place in part.places]) for number, part in enumerate(parts)
    )


def part_score(number: int, part: Part, had: Collection[Fraction]) -> PartScore:
    points = sum(had, Fraction(0))
    return PartScore(number, points, len(had), part.needed, points >= part.needed)
