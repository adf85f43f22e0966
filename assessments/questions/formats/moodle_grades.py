"""Moodle's grades and numbers, exactly.

A fraction in a file is a percentage that must lie within 0.00001 of one that Moodle knows, otherwise Moodle takes in nothing of the file
(Moodle docs, "Moodle XML format"; `question_bank::fraction_options_full`, "match grades: error if grade not listed").
"""

from __future__ import annotations

import re
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache

from assessments.questions.formats.found import Refused
from assessments.questions.words import say as _

TENTHS_AND_TWENTIETH = [Fraction(tenths, 10) for tenths in range(11)] + [Fraction(1, 20)]
OTHER_PARTS = [Fraction(1, parts) for parts in range(3, 10)] + [Fraction(2, 3), Fraction(3, 4), Fraction(5, 6)]
GRADES = sorted({sign * part for part in TENTHS_AND_TWENTIETH + OTHER_PARTS for sign in (1, -1)})
NEAR = Fraction(1, 100_000)
EXACT = Context(prec=200)
NUMBER = re.compile(r"[+-]?(?:\d{1,40}[.,]?\d{0,40}|[.,]\d{1,40})(?:[eE][+-]?\d{1,2})?")


def number(text: str) -> Decimal | None:
    """A number as people write it in Moodle, with a point or a comma; None when it is none, or one beyond all use."""
    bare = "".join(text.split()).replace("\u2212", "-")
    return Decimal(bare.replace(",", ".")) if NUMBER.fullmatch(bare) else None


def number_text(value: Decimal) -> str:
    """As definitions write numbers: with a point, without an exponent or zeros that say nothing."""
    text = format(value, "f")
    short = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if short in ("-0", "") else short


@lru_cache(1000)  # files say the same few percentages again and again
def nearest(share: Fraction) -> Fraction | None:
    return next((grade for grade in GRADES if abs(grade - share) < NEAR), None)


def grade(percent: str, where: str) -> Fraction:
    """What a line is worth. Raises Refused for a percentage that Moodle does not know."""
    value = number(percent) if percent.strip() else Decimal(0)
    found = None if value is None else nearest(Fraction(value) / 100)
    if found is None:
        raise Refused(_("{percent} % is not a grade that Moodle knows.").format(percent=percent.strip()[:20]), where)
    return found


def loose_grade(percent: str) -> Fraction:
    """The same where Moodle takes any percentage: in gaps."""
    value = number(percent)
    share = Fraction(value or 0) / 100
    found = nearest(share)
    return share if found is None else found


def percent_text(share: Fraction) -> str:
    """A share as Moodle's own exports write it."""
    return number_text((Decimal(share.numerator) * 100 / Decimal(share.denominator)).quantize(Decimal("1.00000")))
