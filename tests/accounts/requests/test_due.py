"""The clock of a request: one calendar month, and once two months more."""

from datetime import date

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from accounts.privacy.due import due_on, is_soon

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1))


@pytest.mark.parametrize(
    ("asked", "due", "longer"),
    [
        (date(2027, 1, 31), date(2027, 2, 28), date(2027, 4, 30)),
        (date(2028, 1, 31), date(2028, 2, 29), date(2028, 4, 30)),
        (date(2027, 2, 28), date(2027, 3, 28), date(2027, 5, 28)),
        (date(2027, 3, 31), date(2027, 4, 30), date(2027, 6, 30)),
        (date(2027, 11, 30), date(2027, 12, 30), date(2028, 2, 29)),
        (date(2027, 12, 15), date(2028, 1, 15), date(2028, 3, 15)),
    ],
)
def test_one_month_and_three_months(asked, due, longer):
    assert (due_on(asked), due_on(asked, longer=True)) == (due, longer)


@given(DAYS)
def test_a_month_has_between_28_and_31_days_and_the_longer_clock_never_ends_earlier(asked):
    assert 28 <= (due_on(asked) - asked).days <= 31
    assert due_on(asked) < due_on(asked, longer=True)
    assert due_on(asked, longer=True) == asked + relativedelta(months=3)


@given(DAYS, DAYS)
def test_who_asks_later_is_never_due_earlier(one, other):
    first, second = sorted([one, other])
    assert due_on(first) <= due_on(second)


@pytest.mark.parametrize(("left", "soon"), [(6, False), (5, True), (0, True), (-1, True)])
def test_red_begins_five_days_before(left, soon):
    assert is_soon(date(2027, 6, 10 + left), date(2027, 6, 10)) is soon
