"""Which day it is, for two different questions."""

from datetime import date, datetime

from django.utils import timezone

from lms.core import clock


def authority_day(at: datetime | None = None) -> date:
    """The day at the authority. Dates of standing follow its calendar, wherever a board member or a checker sits:
    a suspension that holds "from today" must be answered at once, not when the day begins elsewhere."""
    return timezone.localdate(at or clock.now(), timezone.get_default_timezone())


def evidence_day() -> date:
    """The day up to which a report made now looks. Evidence is dated where it arose, so the later of the person's day
    and the authority's is taken: what somebody did an hour ago must not be left out as "tomorrow"."""
    return max(clock.today(), authority_day())
