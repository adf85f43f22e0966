"""One logged stretch of time as the engine and the apps above see it: no names, no words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class LoggedHours:
    """One entry of somebody's log.

    `ref` is the entry's public id; `minutes` is a whole number above 0; `state` is one of
    draft, submitted, returned, countersigned. `start_minute` counts from midnight of `on`
    and may be unknown (None): then nothing can be said about overlaps. `countersigned_on`
    lets a question "as at 3 March" ignore what was confirmed on 5 March.
    """

    ref: str
    kind: str
    on: date
    minutes: int
    mode: str
    group_size: int | None
    activity: str
    state: str
    supervisor_id: int | None = None
    countersigned_by_id: int | None = None
    start_minute: int | None = None
    countersigned_on: date | None = None

    def __post_init__(self) -> None:
        if self.minutes <= 0:
            raise ValueError(f"minutes must be above 0, entry {self.ref} has {self.minutes}")

    @property
    def is_group(self) -> bool:
        return self.mode == "group"

    def is_countersigned_by(self, on: date) -> bool:
        """Whether the confirmation stood at the end of that day."""
        if self.state != "countersigned":
            return False
        return self.countersigned_on is None or self.countersigned_on <= on

    @property
    def starts(self) -> int | None:
        """Minutes on one line through all days, so that a night shift can overlap a morning."""
        if self.start_minute is None:
            return None
        return self.on.toordinal() * MINUTES_A_DAY + self.start_minute
