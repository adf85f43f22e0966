"""Two stretches of time on one line, as numbers for a drawing. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from logbook.facts import Facts

WIDTH, MARGIN = 520, 20


@dataclass(frozen=True, slots=True)
class Bar:
    x: int
    width: int
    text_x: int


@dataclass(frozen=True, slots=True)
class Lanes:
    """Where the two bars and what they share stand in a drawing of 520 units; `hours` are places with minutes after midnight."""

    one: Bar
    other: Bar
    shared: Bar
    hours: tuple[tuple[int, int], ...]


def lanes(one: Facts, other: Facts) -> Lanes | None:
    """The drawing for two entries that overlap; None when a time of day is not known or nothing is shared."""
    if one.starts is None or one.ends is None or other.starts is None or other.ends is None:
        return None
    shared = max(one.starts, other.starts), min(one.ends, other.ends)
    if shared[0] >= shared[1]:
        return None
    first, last = min(one.starts, other.starts), max(one.ends, other.ends)

    def place(moment: int) -> int:
        return MARGIN + (moment - first) * (WIDTH - 2 * MARGIN) // (last - first)

    def bar(start: int, end: int) -> Bar:
        return Bar(place(start), place(end) - place(start), place(start) + 12)

    marks = sorted({first, last, *shared})
    return Lanes(bar(one.starts, one.ends), bar(other.starts, other.ends), bar(*shared), tuple((place(m), m % (24 * 60)) for m in marks))
