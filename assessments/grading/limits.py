"""Until when answers of one try are kept. Pure: the times are given, and all of them are the server's."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from assessments.grading.windows import last_day_before

# Whoever lost the connection in the last minute still gets in what was written. Nobody is told of it as time to write in.
GRACE = timedelta(minutes=10)


@dataclass(frozen=True)
class Clock:
    """The clock of one try. `ends_at` None: it has no end."""

    ends_at: datetime | None = None

    @property
    def last_day(self) -> date | None:
        return last_day_before(self.ends_at)

    def is_up(self, now: datetime) -> bool:
        """Whether the time is over for the person."""
        return self.ends_at is not None and self.ends_at <= now

    def is_over(self, now: datetime) -> bool:
        """Whether nothing is kept any more."""
        return self.ends_at is not None and self.ends_at + GRACE < now
