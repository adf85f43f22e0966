"""The rules by which an order earns points. `right` and `mine` hold the same ids; two or more. Each gives 0 to 1, exactly."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import combinations, pairwise

Order = Sequence[str]


def all_or_nothing(right: Order, mine: Order) -> Fraction:
    return Fraction(list(right) == list(mine))


def partial(right: Order, mine: Order) -> Fraction:
    """Pairs in order, less pairs out of order. An order by chance is worth nothing on average, before "never below nothing"."""
    pairs = set(combinations(right, 2))
    kept = sum(pair in pairs for pair in combinations(mine, 2))
    return max(Fraction(0), Fraction(2 * kept - len(pairs), len(pairs)))


def places(right: Order, mine: Order) -> Fraction:
    return Fraction(sum(a == b for a, b in zip(right, mine, strict=True)), len(right))


def next_ones(right: Order, mine: Order) -> Fraction:
    return Fraction(followed(right, mine), len(right) - 1)


def next_and_last(right: Order, mine: Order) -> Fraction:
    return Fraction(followed(right, mine) + (right[-1] == mine[-1]), len(right))


def neighbours(right: Order, mine: Order) -> Fraction:
    # A right pair counts twice: once for the line before, once for the line after. The ends have nothing beside them.
    return Fraction(2 * followed(right, mine) + (right[0] == mine[0]) + (right[-1] == mine[-1]), 2 * len(right))


def around(right: Order, mine: Order) -> Fraction:
    pairs = set(combinations(right, 2))
    return Fraction(sum(pair in pairs for pair in combinations(mine, 2)), len(pairs))


def distance(right: Order, mine: Order) -> Fraction:
    most = len(right) - 1
    return Fraction(sum(most - abs(right.index(name) - here) for here, name in enumerate(mine)), most * len(right))


def longest_order(right: Order, mine: Order) -> Fraction:
    places_of = [right.index(name) for name in mine]
    ends: list[int] = []  # ends[i]: the longest part in order that stops at line i
    for here, place in enumerate(places_of):
        ends.append(1 + max((ends[before] for before in range(here) if places_of[before] < place), default=0))
    return part(max(ends), len(right))


def longest_run(right: Order, mine: Order) -> Fraction:
    best = run = 1
    for before, after in pairwise([right.index(name) for name in mine]):
        run = run + 1 if after == before + 1 else 1
        best = max(best, run)
    return part(best, len(right))


def followed(right: Order, mine: Order) -> int:
    return len(set(pairwise(right)) & set(pairwise(mine)))


def part(longest: int, of: int) -> Fraction:
    """One line by itself is no order."""
    return Fraction(longest if longest > 1 else 0, of)


RULES: dict[str, Callable[[Order, Order], Fraction]] = {
    "all_or_nothing": all_or_nothing,
    "partial": partial,
    "places": places,
    "next": next_ones,
    "next_and_last": next_and_last,
    "neighbours": neighbours,
    "around": around,
    "distance": distance,
    "longest_order": longest_order,
    "longest_run": longest_run,
}
