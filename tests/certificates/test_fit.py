"""The rule by which a name finds its size."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certificates.rendering.fit import Zone, balanced, breaks, fit
from certificates.rendering.layouts import LAYOUTS
from certificates.rendering.ruler import ruler
from tests.certificates.samples import HARD_NAMES

ALPHABETS = ("abcdefgh MW’-éļ", "محمدعبنور ", "अनुराधकृष्ण ", "欧阳静雯")
NAMES = st.sampled_from(ALPHABETS).flatmap(lambda letters: st.text(letters, min_size=1, max_size=200)).map(lambda t: " ".join(t.split()))
PLACES = [(layout, "name") for layout in LAYOUTS] + [("certificate", "title"), ("card", "title"), ("certificate", "hand")]


def set_in(layout, key, text, skip=0):
    place = LAYOUTS[layout].places[key]
    return fit(text, place.zone, ruler(place.face), skip), place


@pytest.mark.parametrize(("layout", "size"), [("certificate", 50), ("large", 46), ("card", 17)])
def test_a_short_name_stands_large_on_one_line(layout, size):
    found, _ = set_in(layout, "name", "Robin Okafor")
    assert (found.size, found.lines) == (size, ("Robin Okafor",))


def test_a_long_name_is_broken_between_words_and_keeps_small_words_with_what_follows():
    found, _ = set_in("certificate", "name", HARD_NAMES["maria"][0])
    assert found.lines == ("María del Carmen Fernández", "de la Vega y Sanz de Andino")


def test_a_word_too_long_for_any_line_is_broken_inside_and_nothing_is_lost():
    found, place = set_in("certificate", "name", "W" * 94)
    assert found.broken
    assert "".join(found.lines) == "W" * 94
    assert max(ruler(place.face).width(line, found.size) for line in found.lines) <= place.zone.width


def test_skipping_steps_only_ever_makes_it_smaller():
    zone = LAYOUTS["certificate"].places["name"].zone
    sizes = [set_in("certificate", "name", "Robin Okafor", skip)[0].size for skip in range(len(zone.steps))]
    assert sizes == sorted(sizes, reverse=True)


@pytest.mark.parametrize(("layout", "key"), PLACES)
@settings(deadline=None, max_examples=60)
@given(text=NAMES.filter(bool))
def test_no_letter_is_ever_lost_and_the_lines_fit_their_zone(layout, key, text):
    found, place = set_in(layout, key, text)
    assert "".join(found.lines).replace(" ", "") == text.replace(" ", "")
    if len(text) <= 94:
        assert max(ruler(place.face).width(line, found.size) for line in found.lines) <= place.zone.width or found.broken


@given(st.lists(st.sampled_from(["Ana", "de", "Okafor", "y", "Wilhelmina"]), min_size=1, max_size=7), st.integers(1, 7))
def test_every_way_to_break_holds_every_word_in_order(words, count):
    ways = list(breaks(tuple(words), min(count, len(words))))
    assert ways
    assert all(" ".join(way).split() == words for way in ways)


def test_nothing_is_forced_where_it_cannot_fit():
    zone = Zone(10, 10, 1.1, ((8, 1),))
    assert balanced(["Wilhelmina"], 1, lambda s: len(s) * 8.0, zone.width) is None
    assert balanced(["W"] * 15, 3, lambda s: len(s) * 8.0, zone.width) is None
    assert balanced(["Wilhelmina"] * 5, 5, lambda s: len(s) * 8.0, zone.width) is None


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_zone_is_high_enough_for_every_step_that_it_offers(layout):
    for place in LAYOUTS[layout].places.values():
        for size, lines in place.zone.steps:
            assert size * place.zone.leading * lines <= place.zone.height * 1.001, (layout, size, lines)
