"""The sample: every early judgement, one in ten of the rest, and nobody's choice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.sampling import FIRST, ONE_IN, is_due, lot, risk
from lms.core.ids import ALPHABET

REFS = st.text(ALPHABET, min_size=10, max_size=10)


@given(REFS, st.integers(1, FIRST))
def test_every_early_judgement_is_looked_at(ref, nth):
    assert is_due(ref, nth)
    assert risk(nth) == "new"


@given(REFS, st.integers(FIRST + 1, 5000), st.integers(FIRST + 1, 5000))
def test_later_on_the_id_alone_decides(ref, nth, other):
    assert is_due(ref, nth) == is_due(ref, other) == (lot(ref) % ONE_IN == 0)
    assert risk(nth) == "usual"


def test_one_in_ten_is_about_one_in_ten():
    refs = [f"{number:010d}" for number in range(10_000)]
    assert 900 < sum(is_due(ref, 99) for ref in refs) < 1100


@pytest.mark.parametrize(("nth", "one_in"), [(0, 10), (1, 0)])
def test_nothing_is_counted_from_nought(nth, one_in):
    with pytest.raises(ValueError, match="from one"):
        is_due("0", nth, one_in=one_in)
