"""What an entry says, as a value: the same for a form, a service, a signature and a comparison."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Facts:
    """The countable part of a log entry. `minutes` is a whole number above 0; `start_minute` counts from midnight.

    Keys of the short lists are in logbook.words. `group_size` counts those who took part, without a supervisor.
    `did_not_happen` is said by a correction only: what was confirmed by mistake stops counting.
    """

    kind: str
    on: date
    minutes: int
    activity: str
    start_minute: int | None = None
    mode: str = "individual"
    group_size: int | None = None
    setting: str = ""
    channel: str = "in_person"
    topics: tuple[str, ...] = ()
    did_not_happen: bool = False

    @property
    def starts(self) -> int | None:
        """Minutes on one line through all days; None when the time of day is not known."""
        return None if self.start_minute is None else self.on.toordinal() * MINUTES_A_DAY + self.start_minute

    @property
    def ends(self) -> int | None:
        return None if self.starts is None else self.starts + self.minutes

    def as_json(self) -> dict[str, object]:
        """The same as plain JSON values, for canonical copies."""
        return {**asdict(self), "on": self.on.isoformat(), "topics": sorted(self.topics)}
