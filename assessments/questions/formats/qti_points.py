"""Scores of QTI files as exact fractions, and identifiers as ours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from assessments.questions.checks import WELL_FORMED_ID
from assessments.questions.formats.found import letter

NUMBER = re.compile(r"[+-]?(?:\d{1,40}\.?\d{0,60}|\.\d{1,60})(?:[eE][+-]?\d{1,2})?")
MOST_PARTS = 999_999_999  # what a worth may have below its line (worth.py)
ROUND_TRIP_FIGURES = 24  # so many bring every worth back exactly


@lru_cache(maxsize=4096)
def number(text: str) -> Fraction | None:
    """A decimal as it stands, None when it is none."""
    bare = text.strip()
    return Fraction(bare) if NUMBER.fullmatch(bare) else None


@lru_cache(maxsize=4096)
def score(text: str) -> Fraction | None:
    """A decimal as the fraction that it was rounded from: 33.33 is a third of a hundred, 0.1429 a seventh.

    n figures stand for a fraction with a denominator d when it rounds to them and 100 d² < 10ⁿ: then no other simple fraction comes
    near, and 0.67 or 12.5 stay what they are.
    """
    value = number(text)
    if not value:
        return value
    figures = len(re.sub(r"[eE].*|\D", "", text.strip()).lstrip("0"))
    power = Fraction(10) ** len(str(int(abs(value)))) if abs(value) >= 1 else Fraction(1)
    while abs(value / power) < Fraction(1, 10):
        power /= 10
    share = value / power
    most = int((10**figures / 100) ** 0.5)
    simple = share.limit_denominator(max(1, most))
    return simple * power if abs(simple - share) * 2 <= Fraction(1, 10**figures) else value


def written(value: Fraction) -> str:
    """A fraction as a decimal that `score` brings back."""
    sign, rest = ("-" if value < 0 else ""), abs(value)
    whole, below = divmod(rest.numerator, rest.denominator)
    figures = ""
    while below and len(figures) < ROUND_TRIP_FIGURES:
        figure, below = divmod(below * 10, rest.denominator)
        figures += str(figure)
    return f"{sign}{whole}.{figures or '0'}" if not below else f"{sign}{rounded(rest)}"


def rounded(value: Fraction) -> str:
    scaled = round(value * 10**ROUND_TRIP_FIGURES)
    whole, below = divmod(scaled, 10**ROUND_TRIP_FIGURES)
    return f"{whole}.{below:0{ROUND_TRIP_FIGURES}d}"


def plain_number(value: Fraction) -> str:
    """A fraction that has an end in decimals, as our definitions write numbers: "-0.5", "1822"."""
    text = written(value)
    return text.removesuffix(".0")


def worth_text(value: Fraction) -> str:
    """A share of the point, from -1 to 1, with a denominator that definitions may have."""
    return str(max(Fraction(-1), min(Fraction(1), value)).limit_denominator(MOST_PARTS))


def ids_for(names: Sequence[str]) -> list[str]:
    """An id for each name: the file's own in small letters where all of them fit and differ, otherwise a, b, c ... in their order."""
    own = [own_id(name) for name in names]
    if len(set(own)) == len(own) and all(WELL_FORMED_ID.fullmatch(name) for name in own):
        return own
    return [letter(place) for place in range(len(names))]


def own_id(name: str) -> str:
    """QTI 2 identifiers may not begin with a figure (our writer puts _ before one) and may have _ where ours have -."""
    return name.strip().lower().lstrip("_").replace("_", "-")
