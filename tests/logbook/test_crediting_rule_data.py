"""Rules as they stand in a scheme file."""

from datetime import date
from fractions import Fraction

import pytest

from logbook.crediting import (
    LargeGroup,
    Problem,
    Rule,
    RuleReadError,
    read_rule,
    rule_problems,
)


def test_every_key_is_read():
    assert read_rule(
        {
            "counted": ["one_to_one"],
            "excluded": ["travel"],
            "only_countersigned": False,
            "from": date(2027, 1, 1),
            "until": "2027-12-31",
            "within_months": 24,
            "day_max_minutes": 720,
            "group_max_minutes": 0,
            "group_max_share": "50%",
            "large_group": {"over": 8, "credit": "1/2"},
            "individual_min_minutes": 600,
            "observed_min_sessions": 2,
            "observed_activities": ["observation"],
        }
    ) == Rule(
        counted=frozenset({"one_to_one"}),
        excluded=frozenset({"travel"}),
        only_countersigned=False,
        from_on=date(2027, 1, 1),
        until_on=date(2027, 12, 31),
        within_months=24,
        day_max=720,
        group_max=0,
        group_share=Fraction(1, 2),
        large_group=LargeGroup(8, Fraction(1, 2)),
        individual_min=600,
        observed_min=2,
    )


def test_no_keys_make_the_empty_rule():
    assert read_rule({}) == Rule()


@pytest.mark.parametrize(
    ("written", "part"),
    [(0.1, Fraction(1, 10)), ("1/3", Fraction(1, 3)), (1, Fraction(1)), ("12.5%", Fraction(1, 8))],
)
def test_parts_are_exact(written, part):
    assert read_rule({"group_max_share": written}).group_share == part


@pytest.mark.parametrize(
    ("data", "path", "says"),
    [
        ({"grup_max": 1}, "grup_max", "unknown_key"),
        ({"within_months": 0}, "within_months", "whole_number_above_0"),
        ({"within_months": True}, "within_months", "whole_number_from_0"),
        ({"group_max_minutes": -1}, "group_max_minutes", "whole_number_from_0"),
        ({"day_max_minutes": "720"}, "day_max_minutes", "whole_number_from_0"),
        ({"group_max_share": "3/2"}, "group_max_share", "part_of_a_whole"),
        ({"group_max_share": "1/0"}, "group_max_share", "part_of_a_whole"),
        ({"group_max_share": "half"}, "group_max_share", "part_of_a_whole"),
        ({"group_max_share": True}, "group_max_share", "part_of_a_whole"),
        ({"from": "soon"}, "from", "date_like_2027_03_27"),
        ({"only_countersigned": "yes"}, "only_countersigned", "true_or_false"),
        ({"counted": "travel"}, "counted", "list_of_names"),
        ({"excluded": [1]}, "excluded", "list_of_names"),
        ({"large_group": {"over": 8}}, "large_group", "over_and_credit"),
        ({"large_group": 8}, "large_group", "over_and_credit"),
        ({"from": "2027-02-01", "until": "2027-01-01"}, "until", "before_from"),
    ],
)
def test_a_rule_that_cannot_be_read_names_the_key(data, path, says):
    assert rule_problems(data) == [Problem(path, says)]


def test_reading_names_every_problem_at_once():
    with pytest.raises(RuleReadError) as refused:
        read_rule({"grup": 1, "from": "soon"})
    assert str(refused.value) == "grup: unknown_key; from: date_like_2027_03_27"
