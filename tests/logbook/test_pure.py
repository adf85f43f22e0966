"""What people type, what looks odd, and where bars stand in a drawing."""

from datetime import date

import pytest

from logbook.doubts import Logged, doubts, shared_minutes, shortened
from logbook.facts import Facts
from logbook.lanes import lanes
from logbook.typed import read_length, read_time

DAY = date(2027, 3, 2)


def facts(start=None, minutes=60, on=DAY, **more):
    return Facts(kind="practice", on=on, minutes=minutes, activity="direct_support", start_minute=start, **more)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("1.5h", 90),
        ("1,5 h", 90),
        ("1½", 90),
        ("½ h", 30),
        ("¾h", 45),
        ("90 min", 90),
        ("90", 90),
        ("90m", 90),
        ("1:30", 90),
        ("01:05", 65),
        ("1h30", 90),
        ("1 h 30", 90),
        ("1 h 30 min", 90),
        ("1 hour and 5 minutes", 65),
        ("2 hours", 120),
        ("2", 120),
        ("14", 840),
        ("15", 15),
        ("0:45", 45),
        (" 3 H ", 180),
        ("1.33h", 80),
        (".5", 30),
        ("2.25", 135),
        ("٣", 180),
    ],
)
def test_a_length_is_read_the_way_it_is_meant(typed, minutes):
    assert read_length(typed) == minutes


@pytest.mark.parametrize("typed", ["", "soon", "1:75", "-1", "0", "0h", "0 min", "0:00", "h", "1 2 3", "12345", "1e3", "²"])
def test_a_length_that_cannot_be_read_is_not_guessed(typed):
    assert read_length(typed) is None


@pytest.mark.parametrize(
    ("typed", "minute"),
    [
        ("2 pm", 840),
        ("2pm", 840),
        ("2.30pm", 870),
        ("2:30 p.m.", 870),
        ("14:00", 840),
        ("1430", 870),
        ("14", 840),
        ("9", 540),
        ("12 am", 0),
        ("12 pm", 720),
        ("9am", 540),
        ("noon", 720),
        ("midnight", 0),
        ("07:15", 435),
        ("0:15", 15),
        ("14h30", 870),
    ],
)
def test_a_time_is_read_the_way_it_is_meant(typed, minute):
    assert read_time(typed) == minute


@pytest.mark.parametrize("typed", ["2", "7", "25:00", "13 pm", "0 am", "14:75", "later", "²"])
def test_a_time_that_could_be_two_is_not_guessed(typed):
    assert read_time(typed) is None


def test_minutes_are_shared_only_when_both_times_are_known():
    assert shared_minutes(facts(840, 180), facts(960, 120)) == 60
    assert shared_minutes(facts(840, 180), facts(None, 120)) == 0
    assert shared_minutes(facts(None), facts(840)) == 0
    assert shared_minutes(facts(600), facts(660)) == 0


def test_a_night_shares_minutes_with_the_next_morning():
    assert shared_minutes(facts(23 * 60, 180), facts(60, 120, on=date(2027, 3, 3))) == 60


def test_the_shorter_one_ended_earlier_or_began_later():
    assert shortened(facts(840, 180), facts(960, 120)) == facts(840, 120)
    assert shortened(facts(960, 120), facts(840, 180)) == facts(1020, 60)
    assert shortened(facts(840, 60), facts(840, 60)) is None
    assert shortened(facts(900, 60), facts(840, 180)) is None
    assert shortened(facts(None), facts(840)) is None


def test_an_entry_is_not_moved_to_the_next_day():
    assert shortened(facts(23 * 60, 180), facts(22 * 60, 150)) is None


def test_questions_come_in_a_steady_order():
    near = [Logged("B", facts(900, 30)), Logged("A", facts(870, 30)), Logged("C", facts(None, 700)), Logged("D", facts(None, 45))]
    found = doubts(facts(870, 45), near, date(2028, 4, 2))
    assert [(d.about, d.other.ref if d.other else "", d.minutes) for d in found] == [
        ("overlap", "A", 30),
        ("overlap", "B", 15),
        ("same_again", "D", 45),
        ("long_day", "", 850),
        ("long_ago", "", 0),
    ]
    assert [d.token for d in found[:1]] == ["overlap:A:30"]


def test_two_timed_entries_of_one_length_are_two_entries():
    assert doubts(facts(600), [Logged("A", facts(700))], DAY) == []


def test_bars_stand_in_proportion():
    drawing = lanes(facts(840, 180), facts(960, 120))
    assert (drawing.one.x, drawing.one.width) == (20, 360)
    assert (drawing.other.x, drawing.other.width) == (260, 240)
    assert (drawing.shared.x, drawing.shared.width) == (260, 120)
    assert drawing.hours == ((20, 840), (260, 960), (380, 1020), (500, 1080))


def test_there_is_no_drawing_of_what_does_not_overlap():
    assert lanes(facts(840), facts(None)) is None
    assert lanes(facts(600, 60), facts(660, 60)) is None
