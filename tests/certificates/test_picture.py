"""The picture on the holder's page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.picture import HEIGHT, LARGEST, LEADING, TOP, picture, set_name
from certificates.rendering.qr import check_url, qr_path
from tests.certificates.samples import HARD_NAMES, hard


@pytest.mark.parametrize("key", HARD_NAMES)
def test_the_whole_name_stands_inside_its_place(key):
    drawn = picture(hard(key))
    assert " ".join(line for line, _ in drawn.lines) == HARD_NAMES[key][0]
    assert all(TOP < baseline < TOP + HEIGHT for _, baseline in drawn.lines)


def test_a_short_name_stands_as_large_as_on_paper():
    assert set_name("Robin Okafor") == (LARGEST, ("Robin Okafor",))


def test_the_square_is_that_of_the_copy():
    says = hard("robin")
    assert (picture(says).modules, picture(says).square) == qr_path(check_url(says.authority.check_base, says.code))


@given(st.text("abc Wé欧", min_size=1, max_size=200).filter(str.strip))
def test_no_name_is_cut(name):
    size, lines = set_name(name)
    assert "".join(lines).replace(" ", "") == name.replace(" ", "")
    assert 0 < size * LEADING * len(lines) <= HEIGHT + 1e-6
