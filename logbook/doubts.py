"""Questions about an entry that looks odd. Asked, never refused: people work long days (ux.md 2.3).

Pure: the entry as it would be, and what else is in the log, go in; questions come out. Each question has a token, which changes when
the facts do, so that "yes, that is right" answers exactly what was asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from .facts import Facts

LONG_DAY = 12 * 60
LONG_AGO_DAYS = 365


@dataclass(frozen=True, slots=True)
class Logged:
    """Another entry of the same person. `is_changeable` when whoever is asked could still shorten it."""

    ref: str
    facts: Facts
    is_changeable: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """`about` is one of overlap, same_again, long_day, long_ago. `minutes`: shared minutes, or the day's sum."""

    about: str
    minutes: int = 0
    other: Logged | None = None

    @property
    def token(self) -> str:
        return f"{self.about}:{self.other.ref if self.other else ''}:{self.minutes}"


def shared_minutes(one: Facts, other: Facts) -> int:
    """Minutes of the clock that both claim; 0 when the time of day of either is not known."""
    if one.starts is None or one.ends is None or other.starts is None or other.ends is None:
        return 0
    return max(0, min(one.ends, other.ends) - max(one.starts, other.starts))


def doubts(facts: Facts, others: Iterable[Logged], today: date) -> list[Doubt]:
    """What to ask before this is saved, in a steady order."""
    rest = sorted(others, key=lambda o: (o.facts.on, o.facts.starts or 0, o.ref))
    found = [Doubt("overlap", shared, other) for other in rest if (shared := shared_minutes(facts, other.facts))]
    found += [Doubt("same_again", other.facts.minutes, other) for other in rest if _looks_the_same(facts, other.facts)]
    day = facts.minutes + sum(other.facts.minutes for other in rest if other.facts.on == facts.on)
    if day > LONG_DAY:
        found.append(Doubt("long_day", day))
    if (today - facts.on).days > LONG_AGO_DAYS:
        found.append(Doubt("long_ago"))
    return found


def _looks_the_same(one: Facts, other: Facts) -> bool:
    """Typed twice by accident? Without times of day, two stretches of the same length and kind on one day look alike."""
    untimed = one.starts is None or other.starts is None
    return untimed and (one.on, one.minutes, one.activity, one.mode) == (other.on, other.minutes, other.activity, other.mode)


def shortened(facts: Facts, other: Facts) -> Facts | None:
    """`facts` without the minutes that it shares with `other`: it ended earlier or began later. None when nothing would be left."""
    if facts.starts is None or facts.ends is None or other.starts is None or other.ends is None:
        return None
    if facts.starts < other.starts:
        return replace(facts, minutes=other.starts - facts.starts)
    begun_later = facts.ends - other.ends
    if begun_later <= 0:
        return None
    day_start = facts.starts - (facts.start_minute or 0)
    later = other.ends - day_start
    if later >= 24 * 60:  # it would begin on the next day: not a small correction any more
        return None
    return replace(facts, start_minute=later, minutes=begun_later)
