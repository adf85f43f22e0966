"""A rule as it stands in a scheme file, read strictly: a key nobody knows is never ignored."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from logbook.crediting.rule import LargeGroup, Rule


@dataclass(frozen=True, slots=True)
class Problem:
    """`path` is the key as written ("large_group.over"); `says` is a code for the words."""

    path: str
    says: str


class RuleReadError(ValueError):
    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{p.path}: {p.says}" for p in problems))


def _minutes(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError("whole_number_from_0")
    return value


def _above_zero(value: Any) -> int:
    if _minutes(value) == 0:
        raise ValueError("whole_number_above_0")
    return int(value)


def _part(value: Any) -> Fraction:
    """A part of a whole: "1/2", "50%" or 0.5. Exact: a decimal is read as it is written."""
    text = str(value).strip()
    try:
        part = Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)
    except (ValueError, ZeroDivisionError) as error:
        raise ValueError("part_of_a_whole") from error
    if isinstance(value, bool) or not 0 <= part <= 1:
        raise ValueError("part_of_a_whole")
    return part


def _day(value: Any) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise ValueError("date_like_2027_03_27") from error


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("true_or_false")
    return value


def _names(value: Any) -> frozenset[str]:
    if not isinstance(value, list | tuple) or not all(isinstance(v, str) for v in value):
        raise ValueError("list_of_names")
    return frozenset(value)


def _large_group(value: Any) -> LargeGroup:
    if not isinstance(value, Mapping) or set(value) != {"over", "credit"}:
        raise ValueError("over_and_credit")
    return LargeGroup(over=_above_zero(value["over"]), credit=_part(value["credit"]))


# Key in the file -> field of Rule and how to read it.
KEYS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "counted": ("counted", _names),
    "excluded": ("excluded", _names),
    "only_countersigned": ("only_countersigned", _yes_or_no),
    "from": ("from_on", _day),
    "until": ("until_on", _day),
    "within_months": ("within_months", _above_zero),
    "day_max_minutes": ("day_max", _above_zero),
    "group_max_minutes": ("group_max", _minutes),
    "group_max_share": ("group_share", _part),
    "large_group": ("large_group", _large_group),
    "individual_min_minutes": ("individual_min", _minutes),
    "observed_min_sessions": ("observed_min", _minutes),
    "observed_activities": ("observed_activities", _names),
}


def _read_fields(data: Mapping[str, Any]) -> Iterator[tuple[str, Any] | Problem]:
    for key, value in data.items():
        if key not in KEYS:
            yield Problem(str(key), "unknown_key")
            continue
        field, reader = KEYS[key]
        try:
            yield field, reader(value)
        except ValueError as error:
            yield Problem(key, str(error))


def rule_problems(data: Mapping[str, Any]) -> list[Problem]:
    """Everything that keeps this from being a rule; an empty list means it can be read."""
    found = list(_read_fields(data))
    problems = [part for part in found if isinstance(part, Problem)]
    fields = dict(part for part in found if not isinstance(part, Problem))
    first, last = fields.get("from_on"), fields.get("until_on")
    if first and last and first > last:
        problems.append(Problem("until", "before_from"))
    return problems


def read_rule(data: Mapping[str, Any]) -> Rule:
    """The rule that a scheme file describes; raises RuleReadError naming every bad key."""
    if problems := rule_problems(data):
        raise RuleReadError(problems)
    return Rule(**dict(part for part in _read_fields(data) if not isinstance(part, Problem)))
