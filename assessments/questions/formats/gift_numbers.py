"""Numbers in GIFT: `1822`, `3.14:0.005`, `1..5` or `*` (Moodle docs, "GIFT format": Numerical questions)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from assessments.questions.formats.found import Unsayable
from assessments.questions.words import say as _
from assessments.questions.worth import is_number

NUMERAL = re.compile(r"[+-]?(?:\d{1,40}(?:\.\d{0,40})?|\.\d{1,40})(?:[eE][+-]?\d{1,2})?", re.ASCII)
WITH_COMMA = re.compile(r"[+-]?\d+,\d+", re.ASCII)


def number_fields(text: str) -> dict[str, Any]:
    """Which numbers an answer takes. Raises Unsayable."""
    if text == "*":
        return {"any": True}
    low, between, high = text.partition("..")
    if between:
        return {"low": number(low), "high": number(high)}
    value, has_tolerance, tolerance = text.partition(":")
    return {"value": number(value), "tolerance": number(tolerance)} if has_tolerance else {"value": number(value)}


def number(text: str) -> str:
    """As our definitions write it; what they could hold already stays as it is."""
    text = text.strip()
    if is_number(text):
        return text
    if not NUMERAL.fullmatch(text):
        raise Unsayable(complaint(text))
    plain = format(Decimal(text), "f")
    if not is_number(plain):
        raise Unsayable(_("The number “{text}” is too long.").format(text=text[:60]))
    return plain


def complaint(text: str) -> str:
    if WITH_COMMA.fullmatch(text):
        return _("Write “{text}” with a point instead of the comma.").format(text=text[:60])
    return _("“{text}” is not a number.").format(text=text[:60])
