"""The pure part: which times add up to what, and by when an answer is due."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.resting.adjusting import KINDS, ForTests, for_tests, working_days_after
from accounts.resting.words import INSTRUCTIONS, LABELS

some_kinds = st.lists(st.sampled_from(sorted(KINDS)))


@pytest.mark.parametrize(
    ("kinds", "granted"),
    [
        ([], ForTests()),
        (["time_125", "time_150"], ForTests(Fraction(3, 2), kinds=("time_125", "time_150"))),
        (["no_limit", "time_150"], ForTests(None, kinds=("time_150", "no_limit"))),
        (["split_days", "rest_breaks", "never heard of"], ForTests(Fraction(1), True, True, ("rest_breaks", "split_days"))),
    ],
)
def test_of_several_times_the_longest_counts(kinds, granted):
    assert for_tests(kinds) == granted


@pytest.mark.parametrize(("kinds", "minutes"), [([], 45), (["time_125"], 57), (["time_150"], 68), (["time_200"], 90), (["no_limit"], None)])
def test_a_limit_grows_and_is_rounded_up(kinds, minutes):
    assert for_tests(kinds).minutes(45) == minutes


@given(some_kinds, st.integers(1, 600))
def test_no_adjustment_ever_shortens_a_limit(kinds, limit):
    found = for_tests(kinds).minutes(limit)
    assert found is None or found >= limit
    assert for_tests(kinds).minutes(None) is None


@pytest.mark.parametrize(
    ("asked", "by"),
    [(date(2027, 3, 1), date(2027, 3, 4)), (date(2027, 3, 3), date(2027, 3, 8)), (date(2027, 3, 6), date(2027, 3, 10))],
)  # Monday, Wednesday, Saturday
def test_an_answer_is_due_after_three_working_days(asked, by):
    assert working_days_after(asked, 3) == by


def test_up_to_half_as_much_time_needs_nobodys_yes_and_more_does():
    at_once = {key for key, kind in KINDS.items() if kind.is_automatic}
    assert at_once == {"time_125", "time_150", "rest_breaks", "split_days", "reader", "large_print"}


def test_every_kind_has_its_words_and_no_instruction_says_why():
    assert set(LABELS) == set(INSTRUCTIONS) == set(KINDS)
    said = " ".join(str(words) for words in INSTRUCTIONS.values()).lower()
    assert not [word for word in ("because", "health", "diagnos", "ill", "disab", "condition") if f" {word}" in said]
