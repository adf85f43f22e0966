"""Until when answers of one try are kept, and what stops its clock. Pure: the times are given, and all of them are the server's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from accounts.resting.pauses import Pause
from assessments.grading.windows import last_day_before

NOTHING_LEFT = timedelta(0)
# Whoever lost the connection in the last minute still gets in what was written. Nobody is told of it as time to write in.
GRACE = timedelta(minutes=10)
# A save that was under way when somebody stopped the clock does not start it again behind their back.
UNDER_WAY = timedelta(minutes=1)


@dataclass(frozen=True)
class Clock:
    """The clock of one try. `ends_at` None: it has no end. It stands still since `stopped_at`; None: it runs."""

    ends_at: datetime | None = None
    stopped_at: datetime | None = None

    def left(self, now: datetime) -> timedelta | None:
        """How much time there is, never below nothing. None: no end."""
        if self.ends_at is None:
            return None
        return max(NOTHING_LEFT, self.ends_at - (self.stopped_at or now))

    def is_up(self, now: datetime) -> bool:
        """Whether the time is over for the person."""
        return self.left(now) == NOTHING_LEFT

    def is_over(self, now: datetime) -> bool:
        """Whether nothing is kept any more."""
        return self.ends_at is not None and self.ends_at + GRACE < (self.stopped_at or now)

    def going_on(self, now: datetime) -> "Clock":
        """Running again, with as much time left as when it was stopped. A clock of a machine that was set back takes nothing away."""
        if self.ends_at is None or self.stopped_at is None:
            return Clock(self.ends_at)
        return Clock(self.ends_at + max(NOTHING_LEFT, now - self.stopped_at))

    @property
    def last_day(self) -> date | None:
        return last_day_before(self.ends_at)


def stopped_by_a_break(clock: Clock, seen_at: datetime, pauses: Iterable[Pause]) -> Clock:
    """A break that began on the day on which the person was last seen in this try, or later and before its time was up, stops the clock.

    Breaks are days and limits are minutes: what is left is counted from when the person was last seen.
    """
    if clock.ends_at is None or clock.stopped_at is not None or clock.ends_at <= seen_at:
        return clock
    stops = any(seen_at.date() <= pause.from_on <= clock.ends_at.date() and pause.from_on != pause.until_on for pause in pauses)
    return Clock(clock.ends_at, seen_at) if stops else clock
