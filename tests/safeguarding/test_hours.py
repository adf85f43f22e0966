"""Four working hours: by table, and by what must hold for every moment."""
# ruff: noqa: DTZ001 - wall clock times have no zone

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.hours import Week, due, worked

FOUR = 240
WEEKS = st.builds(
    Week,
    days=st.frozensets(st.integers(0, 6), min_size=1),
    opens=st.times(max_value=time(11, 59)).map(lambda at: at.replace(second=0, microsecond=0)),
    closes=st.times(min_value=time(12)).map(lambda at: at.replace(second=0, microsecond=0)),
)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31)).map(lambda at: at.replace(second=0, microsecond=0))
MINUTES = st.integers(1, 5000)


@pytest.mark.parametrize(
    ("raised", "by"),
    [
        ("2026-11-23 09:00", "2026-11-23 13:00"),  # Monday morning
        ("2026-11-23 13:00", "2026-11-23 17:00"),  # ends as the day does
        ("2026-11-23 13:01", "2026-11-24 09:01"),
        ("2026-11-23 07:15", "2026-11-23 13:00"),  # before anybody is there
        ("2026-11-24 22:40", "2026-11-25 13:00"),  # at night
        ("2026-11-27 15:00", "2026-11-30 11:00"),  # Friday afternoon to Monday
        ("2026-11-28 12:00", "2026-11-30 13:00"),  # Saturday
        ("2026-11-29 23:59", "2026-11-30 13:00"),  # Sunday
    ],
)
def test_four_working_hours(raised, by):
    assert due(datetime.fromisoformat(raised), FOUR) == datetime.fromisoformat(by)


@given(MOMENTS, MINUTES, WEEKS)
def test_exactly_that_much_is_worked_until_then(start, minutes, week):
    assert worked(start, due(start, minutes, week), week) == minutes


@given(MOMENTS, MINUTES, WEEKS)
def test_it_always_falls_into_working_time(start, minutes, week):
    end = due(start, minutes, week)
    assert end.weekday() in week.days
    assert week.opens < end.time() <= week.closes


@given(MOMENTS, st.integers(0, 10_000), MINUTES, WEEKS)
def test_what_comes_in_later_is_never_due_earlier(start, later, minutes, week):
    assert due(start, minutes, week) <= due(start + timedelta(minutes=later), minutes, week)


@given(MOMENTS, MINUTES, MINUTES, WEEKS)
def test_two_stretches_are_one(start, first, second, week):
    assert due(due(start, first, week), second, week) == due(start, first + second, week)


def test_nothing_is_worked_backwards():
    monday = datetime(2026, 11, 23, 12)
    assert worked(monday, monday - timedelta(hours=1)) == 0


@pytest.mark.parametrize("minutes", [0, -5])
def test_a_target_is_at_least_a_minute(minutes):
    with pytest.raises(ValueError, match="one minute"):
        due(datetime(2026, 11, 23), minutes)


@pytest.mark.parametrize("wrong", [{"days": frozenset()}, {"days": frozenset({7})}, {"opens": time(17), "closes": time(9)}])
def test_a_week_needs_working_time(wrong):
    with pytest.raises(ValueError, match="working week"):
        Week(**wrong)
