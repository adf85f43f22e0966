"""What a break does to a clock: nothing is edited, the days on a break are counted out (ux.md 4.5).

Pure: values in, values out. A pause reaches from `from_on` up to, not including, `until_on`, the day somebody came back; so a break
that was ended and begun again on the same day is one break. A pause without an end reaches up to the day of asking.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, order=True)
class Pause:
    """Days on a break, the day of coming back not among them. None: still on it."""

    from_on: date
    until_on: date | None = None

    def holds(self, on: date) -> bool:
        """Whether `on` is a day of this break."""
        return self.from_on <= on and (self.until_on is None or on < self.until_on)


def _spans(pauses: Iterable[Pause], start: date, end: date) -> list[tuple[date, date]]:
    """The stretches [from, until) within [start, end), in order and without overlap, so that no day counts twice."""
    spans: list[tuple[date, date]] = []
    for pause in sorted((max(p.from_on, start), min(p.until_on or end, end)) for p in pauses):
        begin, until = max(pause[0], spans[-1][1] if spans else pause[0]), pause[1]
        if begin < until:
            spans.append((begin, until))
    return spans


def paused_days(pauses: Iterable[Pause], start: date, end: date) -> int:
    """How many days from `start` up to, not including, `end` were on a break. Each day counts once."""
    return sum((until - begin).days for begin, until in _spans(pauses, start, end))


def moved(due: date, pauses: Iterable[Pause], counted_from: date, on: date) -> date:
    """The last day for something whose time runs from `counted_from` to `due`, seen on `on`: later by each day on a break.

    Never earlier than `due`. A break that began after the (moved) last day gives nothing back; one that covers the last day does.
    While a break is open the answer moves on with `on`, one day each day.
    """
    for begin, until in _spans(pauses, counted_from, max(on, counted_from)):
        if begin > due:
            break
        due += until - begin
    return due


def window_start(end: date, days: int, pauses: Iterable[Pause]) -> date:
    """The day on which a rolling window of so many days ending on `end` begins, when days on a break do not fill it.

    Without a break: `end` minus `days`. Never later than that.
    """
    start, left = end, days
    for begin, until in reversed(_spans(pauses, date.min, end)):
        running = (start - until).days
        if running >= left:
            break
        left -= running
        start = begin
    return start - timedelta(days=min(left, (start - date.min).days))
