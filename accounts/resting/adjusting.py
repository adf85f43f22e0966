"""What can be adjusted, what needs nobody's yes, and what others are asked to do. Pure: no table, no clock.

Nowhere is there a reason: what helps is enough (ux.md 3.3). Up to half as much time again is given to anybody who asks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

ANSWER_DAYS = 3  # working days for what needs somebody's yes
SATURDAY = 5


@dataclass(frozen=True)
class Kind:
    """One thing that can help. `time` multiplies a time limit; None takes it away; 1 leaves it."""

    key: str
    is_automatic: bool = False
    time: Fraction | None = Fraction(1)
    has_words: bool = False


KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind("time_125", is_automatic=True, time=Fraction(5, 4)),
        Kind("time_150", is_automatic=True, time=Fraction(3, 2)),
        Kind("time_200", time=Fraction(2)),
        Kind("no_limit", time=None),
        Kind("rest_breaks", is_automatic=True),
        Kind("split_days", is_automatic=True),
        Kind("reader", is_automatic=True),
        Kind("large_print", is_automatic=True),
        Kind("oral"),
        Kind("paper"),
        Kind("quiet_slot"),
        Kind("support_person"),
        Kind("other", has_words=True),
    )
}
TIMES = tuple(key for key, kind in KINDS.items() if kind.time != 1)


@dataclass(frozen=True)
class ForTests:
    """What a test has to grant. `time` multiplies a limit; None: there is none. `kinds` are what stands behind it, for its owner's eyes."""

    time: Fraction | None = Fraction(1)
    rest_breaks: bool = False
    split_days: bool = False
    kinds: tuple[str, ...] = ()

    def minutes(self, limit: int | None) -> int | None:
        """A limit in minutes as it holds for this person, rounded up. None: no limit."""
        if limit is None or self.time is None:
            return None
        return -(-limit * self.time.numerator // self.time.denominator)


def for_tests(kinds: Iterable[str]) -> ForTests:
    """What several adjustments amount to: of two times the longer one counts. Unknown kinds are left out."""
    held = {key for key in kinds if key in KINDS}
    times = [KINDS[key].time for key in held]
    longest = None if None in times else max((time for time in times if time is not None), default=Fraction(1))
    return ForTests(longest, "rest_breaks" in held, "split_days" in held, tuple(key for key in KINDS if key in held))


def working_days_after(day: date, days: int) -> date:
    """The day by which so many working days have passed. Saturday and Sunday are none; holidays differ by country and are not known."""
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < SATURDAY
    return day
