"""When four working hours have passed. Pure: days and times in, a time out.

All times are the wall clock of the service's own zone, without a zone (the caller converts). Public holidays are not known here, and the
page that shows the result says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Week:
    """On which days (0 is Monday) from when until when somebody works."""

    days: frozenset[int] = frozenset(range(5))
    opens: time = time(9)
    closes: time = time(17)

    def __post_init__(self) -> None:
        if not self.days or not self.days <= set(range(7)) or self.opens >= self.closes:
            raise ValueError("a working week needs a day, and to open before it closes")

    def stretches(self, start: date) -> Iterator[tuple[datetime, datetime]]:
        """Working time from a day on, without end."""
        day = start
        while True:
            if day.weekday() in self.days:
                yield datetime.combine(day, self.opens), datetime.combine(day, self.closes)
            day += DAY


USUAL = Week()


def due(start: datetime, minutes: int, week: Week = USUAL) -> datetime:
    """The moment at which `minutes` of working time have passed since `start`."""
    if minutes <= 0:
        raise ValueError("a target is at least one minute")
    left = timedelta(minutes=minutes)
    for opens, closes in week.stretches(start.date()):
        begin = max(opens, start)
        if begin + left <= closes:
            return begin + left
        left -= max(closes - begin, timedelta())
    raise AssertionError("a week has no end")  # pragma: no cover


def worked(start: datetime, end: datetime, week: Week = USUAL) -> int:
    """Whole minutes of working time between two moments; 0 when `end` is not later."""
    total = timedelta()
    for opens, closes in week.stretches(start.date()):
        if opens >= end:
            return int(total.total_seconds()) // 60
        total += max(min(closes, end) - max(opens, start), timedelta())
    raise AssertionError("a week has no end")  # pragma: no cover
