"""Days in the demo: counted back from its own today, so that a story is as old whenever it is told."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

FRIDAY = 4
ROLES_FROM = 400  # days ago: before anything in the circles of today
RELEASED = 360  # days ago: the course, before the first circle begins with it
FOUNDED = 2200  # days ago: before anybody was certified


@dataclass(frozen=True)
class Calendar:
    """`today` of the demo. It must not lie in the future: the services refuse what has not happened."""

    today: date

    def day(self, ago: int) -> date:
        return self.today - timedelta(days=ago)

    def working(self, ago: int) -> int:
        """The same, or so many days ago that it was a Friday: a board does not sit at the weekend."""
        return ago + max(self.day(ago).weekday() - FRIDAY, 0)

    def at(self, ago: int) -> datetime:
        """Nine in the morning (UTC) on a day that has passed: yesterday at the latest."""
        return datetime.combine(self.day(ago), time(9), tzinfo=UTC)
