"""Rules over plain values: when a session ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.signin.session_life import MINUTE, OWN, SHARED, STAFF, WRITE_EVERY, Life

NOW = 1_800_000_000.0


@pytest.mark.parametrize(
    ("is_own", "is_staff", "limit", "cookie"),
    [
        (False, False, 30 * MINUTE, 0),
        (True, False, 14 * 24 * 60 * MINUTE, 14 * 24 * 60 * MINUTE),
        (True, True, 60 * MINUTE, 60 * MINUTE),
        (False, True, 30 * MINUTE, 0),
    ],
)
def test_how_long_each_lasts(is_own, is_staff, limit, cookie):
    life = Life(is_own, is_staff, NOW)
    assert (life.limit, life.cookie_age) == (limit, cookie)
    assert (life.left(NOW + limit - 1), life.left(NOW + limit)) == (1, 0)


def test_the_moment_of_last_use_is_written_now_and_then():
    life = Life(False, False, NOW)
    assert [life.is_due(NOW + seconds) for seconds in (0, WRITE_EVERY - 1, WRITE_EVERY)] == [False, False, True]


@given(st.booleans(), st.booleans(), st.floats(0, 10 * OWN))
def test_a_role_never_makes_it_longer_and_nothing_outlives_its_limit(is_own, is_staff, idle):
    life = Life(is_own, is_staff, NOW)
    assert life.limit <= Life(is_own, False, NOW).limit
    assert life.limit <= (OWN if is_own else SHARED)
    assert not is_staff or life.limit <= STAFF
    assert (life.left(NOW + idle) > 0) == (int(life.limit - idle) > 0)


def test_a_clock_that_was_set_back_ends_it():
    assert Life(True, False, NOW).left(NOW - 3600) == 0
    assert Life(True, False, NOW).left(NOW - 5) > 0


@given(st.booleans(), st.booleans(), st.floats(0, 2e9))
def test_what_is_written_is_read(is_own, is_staff, seen):
    life = Life(is_own, is_staff, seen)
    assert Life.read(life.write()) == life


@pytest.mark.parametrize("held", [None, {}, {"own": True}, {"own": True, "staff": False, "seen": "soon"}, "words"])
def test_what_cannot_be_read_is_nothing(held):
    assert Life.read(held) is None
