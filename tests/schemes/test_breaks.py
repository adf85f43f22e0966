"""What a break does to a scheme's clocks, and what nobody outside may notice of it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Break
from accounts.resting.pauses import Pause
from logbook.crediting import Rule, credit
from schemes.dates import authority_day
from schemes.outcomes import public_outcome
from schemes.public import public_status
from schemes.requirements import Evidence
from schemes.requirements.hours import PracticeMinutes
from schemes.standing import Code, Event, EventKind, Terms, standing
from tests.factories.accounts import UserFactory
from tests.factories.certificates import awarded_on
from tests.factories.schemes import QUICK, board_member, release
from tests.schemes.pieces import hours

TERMS = "valid_months: 12, breaks_add_months: 6}"
AWARDED = date(2027, 1, 1)
LONGER = Terms(valid_months=12, grace_days=10, breaks_add_months=7)
TERM = Terms(valid_months=12, grace_days=10, breaks_add_months=6)  # as awarded: until 31 December 2027
LAST = date(2027, 12, 31)


def at_noon(day):
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def where(on, *pauses, terms=TERM, known_on=None):
    events = [Event(1, EventKind.AWARDED, AWARDED, at_noon(AWARDED), version=1)]
    return standing(events, {1: terms}, on, at_noon(known_on or on), pauses)


SUMMER = Pause(date(2027, 6, 1), date(2027, 7, 1))  # thirty days


@pytest.mark.parametrize(
    ("on", "pauses", "terms", "code"),
    [
        (LAST + timedelta(days=30), [SUMMER], TERM, Code.CURRENT),
        (LAST + timedelta(days=31), [SUMMER], TERM, Code.GRACE),
        (LAST + timedelta(days=40), [SUMMER], TERM, Code.GRACE),
        (LAST + timedelta(days=41), [SUMMER], TERM, Code.EXPIRED),
        (LAST + timedelta(days=1), [SUMMER], Terms(valid_months=12), Code.EXPIRED),
        (date(2028, 6, 30), [Pause(LAST)], TERM, Code.CURRENT),
        (date(2028, 7, 1), [Pause(LAST)], TERM, Code.GRACE),  # six months are the most
        (date(2028, 7, 11), [Pause(LAST)], TERM, Code.EXPIRED),
        (LAST + timedelta(days=200), [Pause(LAST + timedelta(days=5))], LONGER, Code.GRACE),
        (LAST + timedelta(days=11), [Pause(LAST + timedelta(days=11))], TERM, Code.EXPIRED),
    ],
)  # fmt: skip
def test_a_scheme_may_add_the_days_on_a_break_up_to_its_most(on, pauses, terms, code):
    assert where(on, *pauses, terms=terms).code == code


def test_the_day_that_a_checker_reads_stays_the_day_on_the_paper():
    now = where(LAST + timedelta(days=5), SUMMER)
    assert (now.valid_until, now.kept_until) == (LAST, LAST + timedelta(days=30))
    assert public_outcome(now) == "current"


def test_what_was_known_on_a_day_does_not_change_with_a_later_break():
    before = where(date(2027, 5, 1), SUMMER, known_on=date(2027, 5, 1))
    assert before == where(date(2027, 5, 1))
    assert before.kept_until == LAST


pauses = st.lists(st.tuples(st.integers(0, 900), st.integers(0, 90)), max_size=4).map(
    lambda pairs: [Pause(AWARDED + timedelta(days=begin), AWARDED + timedelta(days=begin + length)) for begin, length in pairs]
)


@given(pauses, st.integers(0, 900))
def test_a_break_never_makes_anybody_stand_worse(pauses, after):
    on = AWARDED + timedelta(days=after)
    order = [Code.EXPIRED, Code.GRACE, Code.CURRENT]
    assert order.index(where(on, *pauses).code) >= order.index(where(on).code)


def session(on, ref="x"):
    return hours(60, ref, on=on)


def test_months_that_a_break_does_not_fill_reach_back_further():
    log, on = [session(date(2027, 1, 15))], date(2027, 12, 31)
    assert credit(log, Rule(within_months=11), on).minutes == 0
    assert credit(log, Rule(within_months=11, pauses=(SUMMER,)), on).minutes == 60


@pytest.mark.parametrize(("without_breaks", "minutes"), [(False, 0), (True, 60)])
def test_the_scheme_says_whether_its_months_stop_for_a_break(without_breaks, minutes):
    needed = PracticeMinutes(key="p", title="P", minutes=60, within_months=11, without_breaks=without_breaks)
    evidence = Evidence(practice=(session(date(2027, 1, 15)),), pauses=(SUMMER, Pause(date(2028, 1, 1)))).until(date(2027, 12, 31))
    assert evidence.pauses == (SUMMER,)
    assert needed.judge(evidence, date(2027, 12, 31)).have == minutes


@given(pauses, st.integers(0, 900), st.integers(1, 24))
def test_an_entry_that_counted_counts_with_any_break_as_well(pauses, age, months):
    on = AWARDED + timedelta(days=900)
    log = [session(on - timedelta(days=age))]
    assert credit(log, Rule(within_months=months, pauses=tuple(pauses)), on).minutes >= credit(log, Rule(within_months=months), on).minutes


@pytest.mark.django_db
@pytest.mark.parametrize(("terms", "statements", "outcome"), [(TERMS, 3, "current"), ("valid_months: 12}", 1, "ended")])
def test_records_carry_the_breaks_only_where_a_scheme_adds_them(terms, statements, outcome, django_assert_num_queries):
    ada, today = UserFactory(called="Ada"), authority_day()
    version = release(QUICK.replace("valid_months: 36, grace_days: 30}", terms))
    held = awarded_on(ada, today - timedelta(days=365 + 60), board_member(), version)
    Break.objects.create(person=ada, began_on=today - timedelta(days=200), ended_on=today - timedelta(days=100))
    public_status([held.pk])  # the version is in the process from now on
    with django_assert_num_queries(statements):
        status = public_status([held.pk])[held.pk]
    assert status.outcome == outcome
    assert status.valid_until < today
