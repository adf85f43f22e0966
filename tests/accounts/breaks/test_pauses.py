"""The pure part of breaks: days are counted out, never edited in."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.resting.pauses import Pause, moved, paused_days, window_start

NEW_YEAR = date(2027, 1, 1)


def day(number):
    """The first of January 2027 is day 1."""
    return NEW_YEAR + timedelta(days=number - 1)


def pause(begin, until=None):
    return Pause(day(begin), day(until) if until else None)


days = st.integers(1, 400)
closed = st.tuples(days, st.integers(0, 60)).map(lambda pair: pause(pair[0], pair[0] + pair[1]))
some_pauses = st.lists(st.one_of(closed, days.map(pause)), max_size=5)


@pytest.mark.parametrize(
    ("pauses", "last_day", "why"),
    [
        ([], 10, "no break"),
        ([pause(5, 8)], 13, "three days of it"),
        ([pause(10, 12)], 12, "it covered the last day itself"),
        ([pause(11, 20)], 10, "it came too late"),
        ([pause(5, 8), pause(9, 11)], 15, "two add up"),
        ([pause(5, 8), pause(12, 14)], 15, "the second falls into what the first gave"),
        ([pause(5, 8), pause(6, 8)], 13, "two at once count once"),
        ([pause(5)], 35, "still open on day 30: 25 days so far"),
        ([pause(5, 5)], 10, "back on the same day"),
        ([Pause(date(2026, 12, 1), day(4))], 13, "only the days since the clock began"),
    ],
)
def test_the_last_day_moves_by_the_days_on_a_break(pauses, last_day, why):
    assert moved(day(10), pauses, day(1), day(30)) == day(last_day), why


@given(some_pauses, days, days, days)
def test_a_moved_day_is_never_earlier(pauses, due, begun, on):
    assert moved(day(due), pauses, day(begun), day(on)) >= day(due)


@given(some_pauses, days, days, days)
def test_it_moves_by_no_more_than_the_days_on_a_break(pauses, due, begun, on):
    shift = (moved(day(due), pauses, day(begun), day(on)) - day(due)).days
    assert shift <= paused_days(pauses, day(begun), day(on) if on > begun else day(begun))


@given(some_pauses, days, days, days)
def test_an_open_break_moves_the_last_day_at_most_one_day_each_day(pauses, due, begun, on):
    assert 0 <= (moved(day(due), pauses, day(begun), day(on + 1)) - moved(day(due), pauses, day(begun), day(on))).days <= 1


@given(closed, st.integers(0, 60), some_pauses, days, days)
def test_splitting_a_break_changes_nothing(whole, cut, others, due, begun):
    middle = min(whole.from_on + timedelta(days=cut), whole.until_on)
    halves = [Pause(whole.from_on, middle), Pause(middle, whole.until_on)]
    assert moved(day(due), [whole, *others], day(begun), day(500)) == moved(day(due), [*halves, *others], day(begun), day(500))
    assert window_start(day(500), due, [whole, *others]) == window_start(day(500), due, [*halves, *others])


@given(some_pauses, days, days, days)
def test_a_break_told_twice_counts_once_and_order_does_not_matter(pauses, due, begun, on):
    assert moved(day(due), [*reversed(pauses), *pauses], day(begun), day(on)) == moved(day(due), pauses, day(begun), day(on))
    assert paused_days([*pauses, *pauses], day(begun), day(on)) == paused_days(pauses, day(begun), day(on))


@given(st.integers(1, 50), st.integers(0, 30), st.integers(1, 30), st.integers(0, 30))
def test_two_breaks_apart_add(begin, length, gap, second):
    one, two = pause(begin, begin + length), pause(begin + length + gap, begin + length + gap + second)
    assert paused_days([one, two], day(1), day(400)) == length + second
    assert moved(day(200), [one, two], day(1), day(400)) == day(200 + length + second)


@given(some_pauses, days, days)
def test_an_open_break_counts_until_the_day_of_asking(pauses, begin, on):
    assert paused_days([pause(begin)], day(1), day(on)) == max(0, on - begin)
    assert paused_days(pauses, day(1), day(on)) <= on - 1


@given(some_pauses, st.integers(0, 800), days)
def test_a_rolling_window_reaches_further_back_and_holds_its_days(pauses, length, end):
    begin = window_start(day(end), length, pauses)
    assert begin <= day(end) - timedelta(days=length)
    assert (day(end) - begin).days - paused_days(pauses, begin, day(end)) == length


def test_the_day_of_coming_back_is_not_a_day_on_a_break():
    assert [pause(5, 8).holds(day(number)) for number in (4, 5, 7, 8)] == [False, True, True, False]
    assert pause(5).holds(day(300))
