"""Worth and numbers as definitions write them: exact, as text. "1/3" is a third; "3.14" is 157/50 (docs/question-format.md)."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from assessments.questions.contract import NOTHING, WHOLE, Problem
from assessments.questions.words import say as _

WELL_FORMED_WORTH = re.compile(r"-?\d{1,9}(/[1-9]\d{0,8})?")
WELL_FORMED_NUMBER = re.compile(r"-?\d{1,40}(\.\d{1,40})?")
LARGEST = Fraction(10**9)


def worth_of(value: Any, otherwise: Fraction = NOTHING) -> Fraction:
    """Of a field without problems; `otherwise` when it was left out."""
    return otherwise if value is None else Fraction(value)


def between(points: Fraction, least: Fraction = NOTHING) -> Fraction:
    return max(least, min(WHOLE, points))


def is_worth(value: Any, least: Fraction, most: Fraction) -> bool:
    if not isinstance(value, str) or not WELL_FORMED_WORTH.fullmatch(value):
        return False
    return least <= Fraction(value) <= most and str(Fraction(value)) == value


def worth_problems(value: Any, path: str, least: Fraction = -WHOLE, most: Fraction = WHOLE) -> Iterator[Problem]:
    if not is_worth(value, least, most):
        says = _("Write this as a fraction in its shortest form, from {least} to {most}, such as 1/2.")
        yield Problem(path, says.format(least=least, most=most))


def is_number(value: Any) -> bool:
    return isinstance(value, str) and WELL_FORMED_NUMBER.fullmatch(value) is not None


def number_problems(value: Any, path: str) -> Iterator[Problem]:
    if not is_number(value):
        yield Problem(path, _("Write this as a number with a point, such as 3.14."))
