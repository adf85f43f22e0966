"""Nights for tests: what one kind of record lets go of."""

from datetime import datetime, timedelta

from lms.core import clock
from lms.core.registry import Keeping
from lms.core.retention import days_of, keepings


def kept(key: str) -> Keeping:
    return next(keeping for keeping in keepings() if keeping.key == key)


def let_go(key: str, now: datetime | None = None, *, later: int = 0) -> int:
    """What the night of `now`, or of `later` days after it, lets go of under one key; the number of rows."""
    keeping = kept(key)
    days = days_of(keeping)
    assert days is not None
    return keeping.apply((now or clock.now()) + timedelta(days=later - days))
