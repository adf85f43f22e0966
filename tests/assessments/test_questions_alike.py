"""Questions that say nearly the same are found: all of them, and no others."""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.questions.alike import alike, runs_of


@pytest.mark.parametrize(
    ("one", "other", "is_alike"),
    [
        ("What is confidentiality?", "What is confidentiality", True),
        ("What is confidentiality?", "WHAT IS CONFIDENTIALITY!", True),
        ("What would you say first to somebody in distress?", "What would you say first to somebody who is in distress?", True),
        ("What is confidentiality?", "What is a boundary?", False),
        ("何を言いますか。", "何を言いますか", True),
        ("", "", False),
        ("?!", "?!", False),
        ("a", "a", True),
        ("abcdefg", "abcdefgh", False),  # they meet, and have six of nine runs in common
    ],
)
def test_what_is_nearly_the_same(one, other, is_alike):
    assert [pair[:2] for pair in alike({1: one, 2: other})] == ([(1, 2)] if is_alike else [])


def in_common(one, other):
    return Fraction(len(one & other), len(one | other))


@given(st.lists(st.text("abc ", max_size=12), max_size=12), st.fractions(min_value=Fraction(1, 10), max_value=1, max_denominator=20))
def test_it_finds_what_comparing_each_with_each_finds(texts, share):
    runs = [runs_of(text) for text in texts]
    each = {
        (one, other, in_common(runs[one], runs[other]))
        for one, other in combinations(range(len(texts)), 2)
        if runs[one] and runs[other] and in_common(runs[one], runs[other]) >= share
    }
    assert set(alike(dict(enumerate(texts)), share)) == each
