"""Which entries may count at all, before anybody looks at caps."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from accounts.resting.pauses import window_start
from logbook.crediting.rule import Rule
from logbook.crediting.session import LoggedHours

ONE_DAY = timedelta(days=1)
Refusal = Callable[[LoggedHours, Rule, date], bool]


def months_before(day: date, months: int) -> date:
    """The same day of the month, `months` earlier; the month's last day where there is none."""
    years, month0 = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(years, month0 + 1, min(day.day, monthrange(years, month0 + 1)[1]))


def _not_confirmed(session: LoggedHours, rule: Rule, on: date) -> bool:
    return rule.only_countersigned and not session.is_countersigned_by(on)


def _later_than_asked(session: LoggedHours, rule: Rule, on: date) -> bool:
    return session.on > on


def _other_activity(session: LoggedHours, rule: Rule, on: date) -> bool:
    return bool(rule.counted) and session.activity not in rule.counted


def _excluded(session: LoggedHours, rule: Rule, on: date) -> bool:
    return session.activity in rule.excluded


def _too_early(session: LoggedHours, rule: Rule, on: date) -> bool:
    return rule.from_on is not None and session.on < rule.from_on


def _too_late(session: LoggedHours, rule: Rule, on: date) -> bool:
    return rule.until_on is not None and session.on > rule.until_on


def _outside_months(session: LoggedHours, rule: Rule, on: date) -> bool:
    if rule.within_months is None:
        return False
    days = (on - months_before(on, rule.within_months)).days
    return session.on < window_start(on + ONE_DAY, days, rule.pauses)  # the day that is asked about is the last of the window


# Read in this order; the first that answers yes names the reason a person is told.
REFUSALS: tuple[tuple[str, Refusal], ...] = (
    ("after_the_day", _later_than_asked),
    ("counted", _other_activity),
    ("excluded", _excluded),
    ("from", _too_early),
    ("until", _too_late),
    ("within_months", _outside_months),
    ("only_countersigned", _not_confirmed),
)


def refusal(session: LoggedHours, rule: Rule, on: date) -> str | None:
    """The name of the rule that keeps the whole entry out, or None when it may count."""
    return next((name for name, refuses in REFUSALS if refuses(session, rule, on)), None)
