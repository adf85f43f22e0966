"""Days on a break lengthen an award where its terms say so: day by day, up to a limit, and grace with it. Pure, like the fold."""

from datetime import date

import pytest

from accounts.resting.pauses import Pause
from schemes.standing import Code, Terms, standing, timeline
from tests.schemes.pieces import AWARDED_ON, LATER, after, awarded, noon

YEAR = Terms(valid_months=12, grace_days=10, breaks_add_months=2)
END = date(AWARDED_ON.year + 1, AWARDED_ON.month, AWARDED_ON.day)
LAST = after(END, -1)
FURTHEST = date(END.year, END.month + 2, END.day)
TEN = Pause(after(AWARDED_ON, 30), after(AWARDED_ON, 40))


def stand(*pauses, on=AWARDED_ON, known_at=LATER, terms=YEAR):
    return standing([awarded()], {1: terms}, on, known_at, pauses)


def test_ten_days_on_a_break_are_ten_days_more_and_the_paper_keeps_its_day():
    found = stand(TEN)
    assert (found.valid_until, found.kept_until, found.grace_until) == (LAST, after(LAST, 10), after(LAST, 20))


def test_terms_that_add_nothing_add_nothing():
    found = stand(TEN, terms=Terms(valid_months=12, grace_days=10))
    assert (found.kept_until, found.grace_until) == (LAST, after(LAST, 10))


@pytest.mark.parametrize(("days", "code"), [(0, Code.CURRENT), (10, Code.CURRENT), (11, Code.GRACE), (20, Code.GRACE), (21, Code.EXPIRED)])
def test_the_calendar_goes_by_the_day_that_is_kept(days, code):
    found = stand(TEN, on=after(LAST, days))
    assert found.code is code
    assert found.kept_until == after(LAST, 10)


def test_a_long_break_lengthens_by_no_more_than_the_months():
    long = Pause(after(AWARDED_ON, 30), after(AWARDED_ON, 230))
    found = stand(long)
    assert (found.kept_until, found.grace_until) == (after(FURTHEST, -1), after(FURTHEST, 9))


def test_a_break_in_the_days_of_grace_stops_those_as_well():
    found = stand(Pause(after(LAST, 3), after(LAST, 8)))
    assert (found.kept_until, found.grace_until) == (LAST, after(LAST, 15))


def test_a_break_before_the_award_counts_for_nothing():
    assert stand(Pause(after(AWARDED_ON, -40), after(AWARDED_ON, -10))).kept_until == LAST


def test_an_open_break_counts_up_to_the_day_on_which_it_is_known():
    begun = Pause(after(AWARDED_ON, 30))
    assert [stand(begun, known_at=noon(after(AWARDED_ON, day))).kept_until for day in (30, 31, 37)] == [
        LAST,
        after(LAST, 1),
        after(LAST, 7),
    ]


def test_the_stretches_end_on_the_days_that_are_kept():
    spans = timeline([awarded()], {1: YEAR}, LATER, [TEN])
    assert [(span.from_on, span.standing.code) for span in spans] == [
        (AWARDED_ON, Code.CURRENT),
        (after(LAST, 11), Code.GRACE),
        (after(LAST, 21), Code.EXPIRED),
    ]
