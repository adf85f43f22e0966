"""The clock of a try with a time limit: it stands still for those whose adjustments let it, and goes on when they come back."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import adjustments_for_tests
from accounts.resting.adjusting import ForTests
from assessments.grading import UNDER_WAY, Clock
from assessments.models import Attempt
from assessments.queries.quiz_clocks import clock_of, one_record, window_of
from assessments.quiz_states import OPEN
from lms.core import clock as house
from lms.core.errors import Refused
from lms.core.permissions import require


class TimeIsUp(Refused):
    """The try has an end, and it has passed, the minutes for lost connections with it. What was saved before stands."""

    def __init__(self) -> None:
        super().__init__(_("The time of this try is over. Everything that you saved before counts. Hand in when you are ready."))


@dataclass(frozen=True)
class TimeScreen:
    """What a page says about time. `left` None: no limit. `last_day`: of a test that closes. `may_stop`: a break stops the clock."""

    is_up: bool = False
    left: timedelta | None = None
    last_day: date | None = None
    may_stop: bool = False


def tell_time(*, attempt: Attempt, person: User, at: datetime) -> TimeScreen:
    """One statement where there is a time limit, none elsewhere. What was set up for the person since the try began holds here too."""
    clock = clock_of(attempt, at)
    if attempt.minutes is None:
        return TimeScreen(clock.is_up(at), last_day=clock.last_day)
    granted = adjustments_for_tests(person)
    if not clock.is_up(at):
        clock = lengthen(attempt, granted, at)
    return TimeScreen(clock.is_up(at), clock.left(at), may_stop=lets_stop(granted))


def lengthen(attempt: Attempt, granted: ForTests, at: datetime) -> Clock:
    """Give what is granted today beyond what was granted at the start. Never takes any away, and gives nothing back once time is up."""
    limit, before = granted.minutes(attempt.quiz_version.rules.minutes), attempt.minutes or 0
    here = Attempt.objects.filter(pk=attempt.pk, state=OPEN, minutes=before, ends_at=attempt.ends_at)
    if limit is None:
        here.update(
            minutes=None, paused_at=None, ends_at=window_of(one_record(attempt), attempt.quiz_version, at, attempt.context_key).closes_at
        )
    elif limit > before and attempt.ends_at is not None:
        here.update(minutes=limit, ends_at=attempt.ends_at + timedelta(minutes=limit - before))
    else:
        return Clock(attempt.ends_at, attempt.paused_at)
    attempt.refresh_from_db(fields=["ends_at", "minutes", "paused_at"])
    return Clock(attempt.ends_at, attempt.paused_at)


def lets_stop(granted: ForTests) -> bool:
    """Whether the clock may stand still: for rest breaks, or because it takes place over several days."""
    return granted.rest_breaks or granted.split_days


def stop_clock(*, attempt: Attempt, by: User, at: datetime | None = None) -> bool:
    """Whether the clock stands still now. It runs on for those who may not stop it, and without a limit there is nothing to stop."""
    require(by, "assessments.answer_attempt", attempt)
    moment = at or house.now()
    if attempt.minutes is None or attempt.paused_at or clock_of(attempt, moment).is_up(moment):
        return attempt.paused_at is not None
    if not lets_stop(adjustments_for_tests(by)):
        return False
    running = Attempt.objects.filter(pk=attempt.pk, state=OPEN, paused_at__isnull=True)
    running.update(paused_at=moment)
    attempt.refresh_from_db(fields=["ends_at", "paused_at"])
    return attempt.paused_at is not None


def keep_running(*, attempt: Attempt, at: datetime) -> Clock:
    """The clock, running: one that stood still goes on from `at` with as much time as before. Writes only then, once for two requests."""
    found = clock_of(attempt, at)
    if found.stopped_at is None:
        return found
    same = Attempt.objects.filter(pk=attempt.pk, state=OPEN, ends_at=attempt.ends_at, paused_at=attempt.paused_at)
    same.update(ends_at=found.going_on(at).ends_at, paused_at=None, resumed_at=at)
    attempt.refresh_from_db(fields=["ends_at", "paused_at", "resumed_at"])
    return Clock(attempt.ends_at, attempt.paused_at)


def refuse_late(attempt: Attempt, moment: datetime) -> None:
    """Raises TimeIsUp. A clock that stood still goes on, because its person is back; one that runs costs no statement."""
    clock = clock_of(attempt, moment)
    if clock.stopped_at is not None and moment - clock.stopped_at > UNDER_WAY:
        clock = keep_running(attempt=attempt, at=moment)
    if clock.is_over(moment):
        raise TimeIsUp
