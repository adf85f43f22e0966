"""From when until when a test may be taken. Pure: moments, already moved for the person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True)
class Window:
    """None: no end on that side. `closes_at` itself is outside."""

    opens_at: datetime | None = None
    closes_at: datetime | None = None

    @property
    def last_day(self) -> date | None:
        return last_day_before(self.closes_at)

    def is_before(self, moment: datetime) -> bool:
        """Whether it has closed by then."""
        return self.closes_at is not None and self.closes_at <= moment

    def is_after(self, moment: datetime) -> bool:
        """Whether it has not opened by then."""
        return self.opens_at is not None and moment < self.opens_at


def last_day_before(end: datetime | None) -> date | None:
    """The day that people read: midnight belongs to the day that it ends."""
    return None if end is None else (end - timedelta(microseconds=1)).date()


@dataclass(frozen=True)
class Days:
    """The first and the last day of a test; both count whole. None: no day on that side."""

    opens_on: date | None = None
    closes_on: date | None = None

    @property
    def says_something(self) -> bool:
        return self.opens_on is not None or self.closes_on is not None


def days_that_hold(of_version: Days, of_places: Iterable[Days]) -> Days:
    """Of the places around a try, narrowest first, the first that says any days, as a whole; otherwise those of the version.

    Never a first day of one and a last day of another: nobody chose those two together.
    """
    return next((days for days in of_places if days.says_something), of_version)


ALWAYS = Window()
