"""When somebody may take a test, and until when their open try keeps answers. Without dates and limits the database is not asked."""

from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Max

from accounts.models import User
from accounts.queries import adjustments_for_tests, pauses_of
from accounts.resting.pauses import Pause, moved
from assessments.grading import ALWAYS, Clock, Days, Window, days_that_hold, stopped_by_a_break
from assessments.hooks import places_around
from assessments.models import Answer, Attempt, QuizDays, QuizVersion


def window_of(person_id: int, version: QuizVersion, now: datetime, context_key: str = "") -> Window:
    """The days of a test as they hold for this person in this context: the last one comes later by each day on a break since the first."""
    days = days_of(version, context_key)
    if days.opens_on is None:
        return ALWAYS
    if days.closes_on is None:
        return Window(begin_of(days.opens_on))
    last_day = moved_last_day(days.closes_on, pauses_of([person_id])[person_id], days.opens_on, now.date())
    return Window(begin_of(days.opens_on), begin_of(last_day + timedelta(days=1)))


def days_of(version: QuizVersion, context_key: str) -> Days:
    """Those given for a place around this context, or those of the version. Outside every context nothing is asked."""
    of_version = Days(version.rules.opens_on, version.rules.closes_on)
    given = days_given(version.quiz_id) if context_key else {}
    return days_that_hold(of_version, (given[key] for key in places_around(context_key) if key in given)) if given else of_version


def days_given(quiz_id: int) -> dict[str, Days]:
    """What stands for each place that was ever given days of its own, in one statement: the newest row of each."""
    rows = QuizDays.objects.filter(quiz=quiz_id).order_by("pk").values_list("context_key", "opens_on", "closes_on")
    return {key: Days(opens_on, closes_on) for key, opens_on, closes_on in rows}


def moved_last_day(last_day: date, pauses: tuple[Pause, ...], counted_from: date, today: date) -> date:
    """A day of a break that is still open counts from its morning on, so that nothing closes while somebody rests."""
    is_away = any(pause.holds(today) for pause in pauses)
    return moved(last_day, pauses, counted_from, today + timedelta(days=is_away))


def begin_of(day: date) -> datetime:
    """Days of a test are days in UTC, as the days of results are."""
    return datetime.combine(day, time.min, UTC)


def minutes_for(person: User, version: QuizVersion) -> int | None:
    """The time limit as it holds for this person today, with what was set up for them. None: no limit."""
    limit = version.rules.minutes
    return None if limit is None else adjustments_for_tests(person).minutes(limit)


def clock_of(attempt: Attempt, now: datetime) -> Clock:
    """The clock of an open try. Only one whose time seems to be up is looked at again: a break or a newer version may have moved it."""
    clock = Clock(attempt.ends_at, attempt.paused_at)
    if not clock.is_up(now):
        return clock
    return clock_by_days(attempt, now) if attempt.minutes is None else clock_by_minutes(attempt, clock)


def one_record(attempt: Attempt) -> int:
    """Whose breaks count: those of the one person, also where the try stands under a second record."""
    return attempt.person.merged_into_id or attempt.person_id


def clock_by_days(attempt: Attempt, now: datetime) -> Clock:
    """A try that ends with the last day of the test. The newest version may lengthen it, never shorten it."""
    newest = attempt.quiz.newest
    closes_at = window_of(one_record(attempt), newest, now, attempt.context_key).closes_at if newest else attempt.ends_at
    return Clock(None if closes_at is None else max(closes_at, attempt.ends_at or closes_at))


def clock_by_minutes(attempt: Attempt, clock: Clock) -> Clock:
    """A try with a time limit, which a break since the person was last seen in it has stopped."""
    saved_at = Answer.objects.filter(slot__attempt=attempt).aggregate(last=Max("saved_at"))["last"]
    seen_at = max(filter(None, (attempt.started_at, attempt.resumed_at, saved_at)))
    return stopped_by_a_break(clock, seen_at, pauses_of([one_record(attempt)])[one_record(attempt)])
