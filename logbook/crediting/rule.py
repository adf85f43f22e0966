"""What a scheme says about hours, as plain values. Durations are minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from accounts.resting.pauses import Pause
from logbook.crediting.session import LoggedHours

WHOLE = Fraction(1)


@dataclass(frozen=True, slots=True)
class LargeGroup:
    """A group of more than `over` people credits `credit` of its minutes (0 to 1)."""

    over: int
    credit: Fraction


@dataclass(frozen=True, slots=True)
class Rule:
    """How raw minutes become credited minutes. The empty rule counts whatever is countersigned.

    counted: these activities only; empty means every activity.
    excluded: never these, even when they are in `counted`.
    from_on, until_on: first and last day that count, both included.
    within_months: only the months before the day that is asked about; `pauses` are breaks whose days do not fill them.
    day_max: no more raw minutes than this on one calendar day.
    group_max: no more credited minutes than this from groups.
    group_share: groups make up at most this part of the credited total (0 to 1).
    individual_min, observed_min: parts that must be reached besides the total.
    """

    counted: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    only_countersigned: bool = True
    from_on: date | None = None
    until_on: date | None = None
    within_months: int | None = None
    pauses: tuple[Pause, ...] = ()
    day_max: int | None = None
    group_max: int | None = None
    group_share: Fraction | None = None
    large_group: LargeGroup | None = None
    individual_min: int = 0
    observed_min: int = 0
    observed_activities: frozenset[str] = frozenset({"observation"})

    def weight(self, session: LoggedHours) -> Fraction:
        """The part of each minute that this session may credit."""
        large = self.large_group
        if large is None or not session.is_group or session.group_size is None:
            return WHOLE
        return large.credit if session.group_size > large.over else WHOLE
