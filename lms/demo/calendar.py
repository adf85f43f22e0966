"""Days in the demo: counted back from its own today, so that a story is as old whenever it is told."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

ROLES_FROM = 400  # days ago: before anything that a role is needed for


@dataclass(frozen=True)
class Calendar:
    """`today` of the demo. It must not lie in the future: the services refuse what has not happened."""

    today: date

    def day(self, ago: int) -> date:
        return self.today - timedelta(days=ago)

    def at(self, ago: int) -> datetime:
        """Nine in the morning (UTC) on a day that has passed."""
        return datetime.combine(self.day(ago), time(9), tzinfo=UTC)
