"""Practice and supervision, case by case: exact to the minute, confirmed minutes only."""

from datetime import date
from fractions import Fraction

import pytest

from schemes.requirements import PracticeMinutes, SupervisionMinutes
from schemes.requirements.hours import LargeGroups
from tests.schemes.pieces import (
    DAY,
    PRACTICE,
    SUPERVISION,
    asked,
    hours,
)


def rules_of(outcome):
    return [left.rule for left in outcome.not_counted]


def test_practice_one_minute_short():
    outcome = asked(PRACTICE, practice=[hours(1199, "H1")])
    assert (outcome.state, outcome.missing) == ("not_yet", 1)


@pytest.mark.parametrize(
    ("state", "rule", "expected"),
    [("submitted", "waits_for_confirmation", "waiting"), ("draft", "not_sent", "not_yet"), ("returned", "returned", "not_yet")],
)
def test_only_confirmed_minutes_count(state, rule, expected):
    outcome = asked(PRACTICE, practice=[hours(1140, "H1"), hours(60, "H2", state, on=DAY)])
    assert (outcome.have, outcome.missing, outcome.state) == (1140, 60, expected)
    assert [(left.cite.ref, left.cite.amount, left.rule) for left in outcome.not_counted] == [("H2", 60, rule)]


def test_what_waits_is_said_in_minutes():
    assert asked(PRACTICE, practice=[hours(60, "H2", "submitted")]).waiting == 60


def test_a_session_confirmed_after_the_day_was_not_confirmed_on_it():
    late = hours(1200, "H1", countersigned_on=date(2027, 3, 5))
    assert asked(PRACTICE, practice=[late]).state == "waiting"
    assert asked(PRACTICE, practice=[late], on=date(2027, 3, 5)).is_met


def test_activities_windows_and_day_limits():
    rule = PracticeMinutes(
        key="p", title="P", minutes=60, counted=("one-to-one", "travel"), excluded=("travel",), within_months=1, day_max_minutes=480
    )
    log = [
        hours(30, "H1", activity="group-work"),
        hours(30, "H2", activity="travel"),
        hours(30, "H3", on=date(2026, 1, 1)),
        hours(600, "H4", on=DAY),
    ]
    outcome = asked(rule, practice=log)
    assert outcome.have == 480
    assert sorted(rules_of(outcome)) == ["counted", "day_max_minutes", "excluded", "within_months"]


def test_supervision_needs_time_alone_with_a_supervisor():
    log = [hours(180, "G1", mode="group", size=4), hours(179, "I1")]
    outcome = asked(SUPERVISION, supervision=log)
    assert (outcome.have, outcome.missing, outcome.state) == (359, 1, "not_yet")
    assert [(part.kind, part.have, part.missing) for part in outcome.parts] == [("supervision_individual", 179, 1)]


def test_group_time_above_the_cap_does_not_count_and_says_so():
    log = [hours(240, "G1", mode="group", size=4), hours(120, "I1")]
    outcome = asked(SUPERVISION, supervision=log)
    assert (outcome.have, outcome.missing) == (300, 60)
    assert [(left.cite.amount, left.rule) for left in outcome.not_counted] == [(60, "group_max_minutes")]


def test_individual_minimum_can_be_the_only_thing_missing():
    roomy = SupervisionMinutes(key="s", title="S", minutes=360, individual_min_minutes=180)
    outcome = asked(roomy, supervision=[hours(300, "G1", mode="group", size=4), hours(100, "I1"), hours(80, "I2", "submitted")])
    assert (outcome.have, outcome.missing, outcome.state, outcome.waiting) == (400, 80, "waiting", 80)


def test_supervision_without_an_individual_minimum_has_no_parts():
    assert asked(SupervisionMinutes(key="s", title="S", minutes=60), supervision=[hours(60, "I1")]).parts == ()


def test_part_minutes_are_exact_and_rounded_down_once_at_the_total():
    half = SupervisionMinutes(key="s", title="S", minutes=60, large_group=LargeGroups(over=6, credit=Fraction(1, 2)))
    log = [hours(15, f"G{n}", mode="group", size=9) for n in range(3)]
    outcome = asked(half, supervision=log)
    assert outcome.have == 22
    assert [(cite.amount, cite.exact) for cite in outcome.counted] == [(7, "15/2")] * 3
