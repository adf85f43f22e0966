"""Who moves when a module changes, and what carries over: the table of ux.md 7.6 as a rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.editions.moving import Edition, carry_over, reaches

KEYS = ["a", "b", "c", "d", "e"]
shapes = st.dictionaries(st.sampled_from(KEYS), st.sampled_from(["1", "2"]), min_size=1)
done = st.lists(st.sampled_from(KEYS), unique=True)
because = st.sampled_from(["fix", "must_read", "chose"])


def edition(place, change="new", **shape):
    return Edition(place, change, str(sorted(shape.items())), shape)


@st.composite
def lines(draw):
    """Some releases of one module, oldest first. A fix has the fingerprint of the one before, as a release asks for."""
    found = [edition(1, **draw(shapes))]
    for place in range(2, draw(st.integers(2, 7))):
        change = draw(st.sampled_from(["new", "fix", "must_read"]))
        shape = dict(found[-1].shapes) if change == "fix" else draw(shapes)
        found.append(edition(place, change, **shape))
    return found


def lands_on(at, released):
    """Where somebody is once everything released so far has reached them."""
    for each in sorted(released, key=lambda one: one.place):
        at = each if reaches(each, at) else at
    return at


@pytest.mark.parametrize(
    ("change", "same_shape", "moves"),
    [
        ("fix", True, True),
        ("fix", False, False),
        ("new", True, False),
        ("new", False, False),
        ("must_read", True, True),
        ("must_read", False, True),
    ],
)
def test_a_fix_reaches_the_same_shape_a_must_read_everybody_a_new_version_nobody(change, same_shape, moves):
    mine, released = edition(1, a="1"), edition(2, change, a="1" if same_shape else "2")
    assert reaches(released, mine) is moves
    assert not reaches(mine, released)


@given(lines(), st.data())
def test_what_is_released_never_moves_somebody_backwards_and_twice_is_once(released, data):
    mine = data.draw(st.sampled_from(released))
    there = lands_on(mine, released)
    assert there.place >= mine.place
    assert lands_on(there, released) == there
    assert lands_on(mine, reversed(released)) == there


@given(lines(), st.data())
def test_it_makes_no_difference_whether_releases_reach_somebody_one_by_one(released, data):
    mine = data.draw(st.sampled_from(released))
    one_by_one = mine
    for edition_ in released:
        one_by_one = lands_on(one_by_one, [edition_])
    assert one_by_one == lands_on(mine, released)


@given(done, shapes, shapes, because)
def test_nobody_loses_a_done_step_that_is_the_same(finished, old, new, why):
    carried = carry_over(finished, edition(1, **old), edition(2, **new), why)
    for key in finished:
        if key in new and old.get(key) == new[key]:
            assert key in carried.kept


@given(done, shapes, shapes, because)
def test_every_step_of_the_new_edition_has_one_fate_and_what_is_gone_was_done(finished, old, new, why):
    carried = carry_over(finished, edition(1, **old), edition(2, **new), why)
    fates = [*carried.kept, *carried.again, *carried.fresh, *carried.to_do]
    assert sorted(fates) == sorted(new)
    assert set(carried.gone) == set(finished) - set(new)


@given(done, shapes, shapes, because)
def test_moving_twice_changes_nothing(finished, old, new, why):
    once = carry_over(finished, edition(1, **old), edition(2, **new), why)
    twice = carry_over(once.kept, edition(2, **new), edition(2, **new), why)
    assert (twice.kept, twice.again, twice.fresh) == (once.kept, (), ())


@given(done, shapes, shapes)
def test_only_who_chose_does_a_step_again(finished, old, new):
    for why in ("fix", "must_read"):
        assert carry_over(finished, edition(1, **old), edition(2, **new), why).again == ()


def test_what_carries_over_in_one_example():
    old, new = edition(1, a="1", b="1", c="1", x="1"), edition(2, a="1", b="2", c="1", d="1")
    carried = carry_over(["a", "b", "x"], old, new, "chose")
    assert (carried.kept, carried.again, carried.fresh, carried.to_do, carried.gone) == (("a",), ("b",), ("d",), ("c",), ("x",))
