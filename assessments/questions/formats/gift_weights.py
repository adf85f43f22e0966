"""Percentages before the answers of GIFT as exact worths (Moodle docs, "GIFT format": Percentage answer weights)."""

from __future__ import annotations

import re
from fractions import Fraction

from assessments.questions.formats.moodle_grades import nearest, percent_text

WEIGHT = re.compile(r"%(-*\d{1,3}(?:[.,]\d{0,40})?)%", re.ASCII)


class UnknownGrade(ValueError):
    """A percentage that is none of Moodle's grades, as it was written. Moodle refuses the whole file for it."""


def split_weight(text: str) -> tuple[Fraction | None, str]:
    """The worth that stands before an answer (None when there is none), and the rest of it."""
    found = WEIGHT.match(text)
    return (worth_of_weight(found[1]), text[found.end() :]) if found else (None, text)


def worth_of_weight(percent: str) -> Fraction:
    signs = percent.count("-")
    size = nearest(Fraction(percent.lstrip("-").replace(",", ".").rstrip(".")) / 100)
    if size is None or signs > 1:
        raise UnknownGrade(percent)
    return -size if signs else size


def written_weight(worth: Fraction) -> str:
    return f"%{percent_text(worth)}%"
