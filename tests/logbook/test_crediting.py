"""The crediting rules, one claim each."""

from datetime import date
from fractions import Fraction

import pytest

from logbook.crediting import LargeGroup, LeftOut, LoggedHours, Rule, Shortfall, credit

TODAY = date(2027, 3, 31)
HALF = Fraction(1, 2)


def hours(ref="a", minutes=60, **more):
    facts = {
        "kind": "supervision",
        "on": date(2027, 3, 1),
        "mode": "individual",
        "group_size": None,
        "activity": "one_to_one",
        "state": "countersigned",
    } | more
    return LoggedHours(ref=ref, minutes=minutes, **facts)


def group(ref="g", minutes=60, size=4, **more):
    return hours(ref, minutes, mode="group", group_size=size, **more)


def why(result, ref):
    line = next(line for line in result.lines if line.ref == ref)
    return {part.rule: part.minutes for part in line.left_out}


def test_the_empty_rule_counts_what_is_countersigned():
    result = credit([hours("a", 60), hours("b", 45)], Rule(), TODAY)
    assert (result.minutes, result.raw) == (105, 105)
    assert [line.ref for line in result.counted] == ["a", "b"]
    assert result.not_counted == ()


@pytest.mark.parametrize("state", ["draft", "submitted", "returned"])
def test_minutes_that_nobody_confirmed_do_not_count(state):
    result = credit([hours("a", state=state)], Rule(), TODAY)
    assert result.minutes == 0
    assert why(result, "a") == {"only_countersigned": 60}


def test_a_rule_may_count_minutes_that_nobody_confirmed():
    assert credit([hours("a", state="draft")], Rule(only_countersigned=False), TODAY).minutes == 60


def test_a_confirmation_after_the_day_asked_about_does_not_count_on_that_day():
    late = hours("a", countersigned_on=date(2027, 4, 1))
    assert credit([late], Rule(), TODAY).minutes == 0
    assert credit([late], Rule(), date(2027, 4, 1)).minutes == 60


def test_only_the_activities_of_the_rule_count():
    rule = Rule(counted=frozenset({"one_to_one", "travel"}), excluded=frozenset({"travel"}))
    result = credit([hours("a"), hours("b", activity="travel"), hours("c", activity="outreach")], rule, TODAY)
    assert result.minutes == 60
    assert why(result, "b") == {"excluded": 60}
    assert why(result, "c") == {"counted": 60}
    assert result.left_out_by_rule() == {"excluded": 60, "counted": 60}


def test_the_first_and_the_last_day_of_the_window_count():
    rule = Rule(from_on=date(2027, 1, 1), until_on=date(2027, 1, 31))
    days = [date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 31), date(2027, 2, 1)]
    result = credit([hours(str(n), on=day) for n, day in enumerate(days)], rule, TODAY)
    assert [line.ref for line in result.counted] == ["1", "2"]
    assert why(result, "0") == {"from": 60}
    assert why(result, "3") == {"until": 60}


@pytest.mark.parametrize(
    ("on", "asked", "months", "counts"),
    [
        (date(2027, 2, 28), date(2027, 3, 31), 1, False),  # a month before 31 March ends there
        (date(2027, 3, 1), date(2027, 3, 31), 1, True),
        (date(2026, 3, 31), date(2027, 3, 31), 12, False),
        (date(2026, 4, 1), date(2027, 3, 31), 12, True),
        (date(2027, 4, 1), date(2027, 3, 31), 12, False),  # after the day asked about
    ],
)
def test_within_so_many_months_before_the_day(on, asked, months, counts):
    result = credit([hours("a", on=on)], Rule(within_months=months), asked)
    assert bool(result.minutes) is counts


def test_what_happened_after_the_day_asked_about_is_told_apart_from_what_is_too_old():
    rule = Rule(within_months=1)
    result = credit([hours("new", on=date(2027, 4, 1)), hours("old", on=date(2026, 4, 1))], rule, TODAY)
    assert why(result, "new") == {"after_the_day": 60}
    assert why(result, "old") == {"within_months": 60}


def test_group_minutes_stop_at_the_cap_oldest_first():
    rule = Rule(group_max=90)
    sessions = [group("new", 60, on=date(2027, 3, 9)), group("old", 60, on=date(2027, 3, 2))]
    result = credit([*sessions, hours("a", 30)], rule, TODAY)
    assert (result.minutes, result.individual, result.group) == (120, 30, 90)
    assert why(result, "old") == {}
    assert why(result, "new") == {"group_max_minutes": 30}


def test_groups_make_up_at_most_their_share_of_the_total():
    result = credit([hours("a", 60), group("g", 600)], Rule(group_share=Fraction(1, 3)), TODAY)
    assert result.minutes == 90  # 30 is a third of 90
    assert why(result, "g") == {"group_max_share": 570}


def test_the_tighter_of_two_group_caps_is_named():
    rule = Rule(group_max=20, group_share=HALF)
    assert why(credit([hours("a", 60), group("g")], rule, TODAY), "g") == {"group_max_minutes": 40}
    assert why(credit([hours("a", 10), group("g")], rule, TODAY), "g") == {"group_max_share": 50}


def test_a_share_of_one_caps_nothing_and_a_share_of_nothing_takes_all_groups_out():
    assert credit([group("g")], Rule(group_share=Fraction(1)), TODAY).minutes == 60
    assert credit([group("g")], Rule(group_share=Fraction(0)), TODAY).minutes == 0


def test_a_group_larger_than_the_rule_says_credits_a_part():
    rule = Rule(large_group=LargeGroup(over=8, credit=HALF))
    result = credit([group("g9", size=9), group("g8", size=8), group("?", size=None)], rule, TODAY)
    assert result.minutes == 150
    assert why(result, "g9") == {"large_group": 30}


def test_rounding_happens_once_at_the_total():
    rule = Rule(large_group=LargeGroup(over=8, credit=HALF))
    result = credit([group(ref, 5, size=9) for ref in "abc"], rule, TODAY)
    assert result.exact == Fraction(15, 2)
    assert result.minutes == 7  # each rounded alone would be 6


def test_minutes_that_two_entries_share_count_once():
    first = hours("first", 180, start_minute=14 * 60)
    second = hours("second", 120, start_minute=16 * 60)
    result = credit([first, second], Rule(), TODAY)
    assert result.minutes == 240
    assert why(result, "second") == {"one_minute_once": 60}


def test_three_entries_in_a_chain_share_their_minutes():
    chain = [hours(ref, 60, start_minute=start) for ref, start in (("a", 0), ("b", 30), ("c", 60))]
    apart = hours("d", 60, start_minute=300)
    assert credit([*chain, apart], Rule(), TODAY).minutes == 120 + 60


def test_entries_that_only_touch_share_nothing():
    result = credit([hours("a", start_minute=0), hours("b", start_minute=60)], Rule(), TODAY)
    assert result.minutes == 120


def test_a_shared_minute_goes_to_the_individual_session():
    rule = Rule(group_max=0)
    result = credit([group("g", start_minute=60), hours("z", start_minute=60)], rule, TODAY)
    assert (result.individual, result.group) == (60, 0)
    assert why(result, "g") == {"one_minute_once": 60}


def test_a_night_shift_can_overlap_the_next_morning():
    night = hours("night", 240, on=date(2027, 3, 1), start_minute=22 * 60)
    morning = hours("morning", 120, on=date(2027, 3, 2), start_minute=60)
    assert credit([night, morning], Rule(), TODAY).minutes == 300


def test_a_shift_that_begins_at_midnight_belongs_to_its_own_day():
    shift = hours("a", 24 * 60, start_minute=0)
    assert credit([shift], Rule(day_max=600), TODAY).minutes == 600


def test_a_night_shift_fills_the_allowance_of_both_days():
    night = hours("night", 240, start_minute=22 * 60)
    result = credit([night], Rule(day_max=60), TODAY)
    assert result.minutes == 120
    assert why(result, "night") == {"day_max_minutes": 120}


def test_a_day_counts_no_more_than_the_rule_allows_individual_time_first():
    result = credit([group("g", 400), hours("a", 400)], Rule(day_max=600), TODAY)
    assert (result.individual, result.group) == (400, 200)
    assert why(result, "g") == {"day_max_minutes": 200}


def test_the_same_entry_twice_counts_once():
    assert credit([hours("a"), hours("a")], Rule(), TODAY).minutes == 60


def test_one_entry_with_two_contents_is_an_error():
    with pytest.raises(ValueError, match="two different contents"):
        credit([hours("a", 60), hours("a", 61)], Rule(), TODAY)


def test_minutes_must_be_above_zero():
    with pytest.raises(ValueError, match="above 0"):
        hours("a", 0)


def test_parts_to_reach_besides_the_total():
    rule = Rule(individual_min=120, observed_min=2)
    seen = hours("seen", 60, activity="observation")
    assert credit([seen], rule, TODAY).shortfalls == (
        Shortfall("individual_min_minutes", Fraction(60), 120),
        Shortfall("observed_min_sessions", Fraction(1), 2),
    )
    twice = [seen, hours("again", 60, activity="observation")]
    assert credit(twice, rule, TODAY).shortfalls == ()


def test_a_line_accounts_for_each_of_its_minutes():
    rule = Rule(group_max=10, large_group=LargeGroup(over=8, credit=HALF), day_max=50)
    line = credit([group("g", 60, size=9)], rule, TODAY).lines[0]
    assert line.credited == 10
    assert line.left_out == (
        LeftOut("day_max_minutes", Fraction(10)),
        LeftOut("group_max_minutes", Fraction(15)),
        LeftOut("large_group", Fraction(25)),
    )
