"""What is frozen on the day of issue."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.rendering.snapshot import Snapshot, clean, direction
from tests.certificates.samples import HARD_NAMES, hard, snapshot


@pytest.mark.parametrize("key", HARD_NAMES)
def test_a_snapshot_comes_back_as_it_was(key):
    before = hard(key, valid_until=None) if key == "robin" else hard(key)
    assert Snapshot.from_json(before.to_json()) == before


def test_a_snapshot_is_written_in_one_way_only():
    assert snapshot().to_json() == snapshot().to_json()
    assert '"awarded_on":"2026-03-14"' in snapshot().to_json()


def test_the_same_instant_in_another_zone_is_the_same_snapshot():
    utc = datetime(2026, 11, 22, 10, 42, tzinfo=UTC)
    auckland = utc.astimezone(timezone(timedelta(hours=13)))
    assert snapshot(issued_at=auckland).to_json() == snapshot(issued_at=utc).to_json()


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        snapshot(issued_at=datetime(2026, 11, 22, 10, 42))  # noqa: DTZ001


def test_a_copy_without_a_name_is_refused():
    with pytest.raises(ValueError, match="name"):
        snapshot(name=" \u202e ")


def test_a_snapshot_of_another_schema_is_refused():
    with pytest.raises(ValueError, match="schema 2"):
        Snapshot.from_json(snapshot().to_json().replace('"schema":1', '"schema":2'))


def test_characters_that_turn_the_writing_are_taken_out_of_a_name():
    assert snapshot(name="Robin \u202erofakO\u202c").name == "Robin rofakO"
    assert clean("Ana\u0000\n María") == "Ana María"


def test_the_joiners_that_some_scripts_need_stay():
    assert clean("नि\u200dर्मल") == "नि\u200dर्मल"


@pytest.mark.parametrize(("text", "expected"), [("Robin", "ltr"), ("عبد", "rtl"), ("  'שרה", "rtl"), ("123", "ltr"), ("欧阳", "ltr")])
def test_a_name_runs_the_way_its_first_letter_runs(text, expected):
    assert direction(text) == expected


@pytest.mark.parametrize(("name", "part", "one"), [("Suharni", "Suharni", True), ("Suharni", "", True), ("Robin Okafor", "Okafor", False)])
def test_who_has_one_name_is_never_asked_for_a_family_name(name, part, one):
    assert snapshot(name, part).has_one_name is one


@given(st.text(max_size=60))
def test_a_cleaned_name_is_clean(text):
    assert clean(clean(text)) == clean(text)


def test_two_copies_that_tell_a_reader_the_same_have_the_same_facts():
    first = snapshot()
    later = snapshot(number="0" * len(first.number), issued_at=datetime(2027, 1, 1, tzinfo=UTC))
    assert later.facts == first.facts
    assert snapshot(valid_until=None).facts != first.facts
