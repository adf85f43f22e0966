"""What a numeric question asks of its answers and units."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from assessments.questions import checks
from assessments.questions.answers import Answer
from assessments.questions.contract import NOTHING, Definition, Problem
from assessments.questions.words import say as _
from assessments.questions.worth import LARGEST, is_number, number_problems, worth_problems

ANSWER_FIELDS = frozenset({"id", "value", "tolerance", "low", "high", "any", "worth", "feedback"})
UNIT_FIELDS = frozenset({"id", "text", "factor"})
SMALLEST_FACTOR = 1 / LARGEST
MOST_UNITS = 20


def number_answer_problems(answer: Answer, path: str) -> Iterator[Problem]:
    """Exactly one of the three ways in which an answer says which numbers it takes."""
    ways = [way for way in ("value", "low", "any") if way in answer]
    if len(ways) != 1:
        yield Problem(path, _("Give a value, or low and high, or any."))
    elif ways == ["any"]:
        if answer["any"] is not True:
            yield Problem(f"{path}.any", _("Say true or leave it out."))
    elif ways == ["value"]:
        yield from value_problems(answer, path)
    else:
        yield from range_problems(answer, path)


def value_problems(answer: Answer, path: str) -> Iterator[Problem]:
    yield from number_problems(answer["value"], f"{path}.value")
    tolerance = answer.get("tolerance", "0")
    if not is_number(tolerance) or Fraction(tolerance) < 0:
        yield Problem(f"{path}.tolerance", _("Write this as a number with a point, not below 0."))


def range_problems(answer: Answer, path: str) -> Iterator[Problem]:
    found = [*number_problems(answer["low"], f"{path}.low"), *number_problems(answer.get("high"), f"{path}.high")]
    yield from found
    if not found and Fraction(answer["low"]) > Fraction(answer["high"]):
        yield Problem(f"{path}.high", _("This is lower than the lowest number."))


def units_problems(definition: Definition) -> Iterator[Problem]:
    if "units" in definition:
        found = list(checks.lines_problems(definition["units"], "units", 1, MOST_UNITS))
        yield from found
        if not found:
            yield from checks.ids_problems(("answers", definition.get("answers")), ("units", definition["units"]))
            for place, unit in enumerate(definition["units"]):
                yield from unit_problems(unit, f"units[{place}]")
            if not any(unit.get("factor") == "1" for unit in definition["units"]):
                yield Problem("units", _("One unit has the factor 1."))
    if "unit_rule" in definition:
        yield from unit_rule_problems(definition)


def unit_problems(unit: Mapping[str, Any], path: str) -> Iterator[Problem]:
    yield from checks.field_problems(unit, UNIT_FIELDS, path)
    yield from checks.text_problems(unit.get("text"), f"{path}.text", 40)
    yield from worth_problems(unit.get("factor"), f"{path}.factor", SMALLEST_FACTOR, LARGEST)


def unit_rule_problems(definition: Definition) -> Iterator[Problem]:
    rule = definition["unit_rule"]
    if not isinstance(rule, Mapping) or "units" not in definition:
        yield Problem("unit_rule", _("Say what a wrong unit costs, and list the units."))
        return
    yield from checks.field_problems(rule, frozenset({"cost", "of"}), "unit_rule")
    yield from worth_problems(rule.get("cost"), "unit_rule.cost", NOTHING)
    if rule.get("of") not in ("answer", "question"):
        yield Problem("unit_rule.of", _("Say {known}.").format(known="answer, question"))
