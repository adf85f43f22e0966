"""Numbers and codes notice what people mistype."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.core import ids

bodies = st.text(alphabet=ids.ALPHABET, min_size=20, max_size=20)


@given(body=bodies, place=st.integers(0, 20), other=st.sampled_from(ids.ALPHABET))
def test_every_single_wrong_symbol_is_noticed(body, place, other):
    code = body + ids.check_symbol(body)
    wrong = code[:place] + other + code[place + 1 :]
    assert ids.is_well_formed_code(wrong) is (wrong == code)


@given(body=bodies)
def test_every_swap_of_two_symbols_is_noticed(body):
    code = body + ids.check_symbol(body)
    for a, b in combinations(range(21), 2):
        swapped = [*code]
        swapped[a], swapped[b] = swapped[b], swapped[a]
        assert ids.is_well_formed_code("".join(swapped)) is (swapped == [*code])


@pytest.mark.parametrize("typed", ["7k4q-92xd-3mt", " 7K4Q92XD3MT ", "7K4Q–92XD–3MT"])
def test_what_people_type_is_read_kindly(typed):
    assert ids.normalise(typed) == "7K4Q92XD3MT"


def test_letters_that_look_like_digits_are_read_as_digits():
    assert ids.normalise("oil-OIL") == "011011"


def test_new_ones_are_well_formed_and_shown_in_groups():
    assert ids.is_well_formed_number(ids.new_number())
    assert ids.is_well_formed_code(ids.new_code())
    assert ids.show_number("7K4Q92XD3MT") == "7K4Q-92XD-3MT"
    assert len(ids.show_code(ids.new_code())) == 25


@pytest.mark.parametrize("text", ["", "7K4Q", "U" * 11, "ä" * 11])
def test_nonsense_is_no_number(text):
    assert not ids.is_well_formed_number(text)
