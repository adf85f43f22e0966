"""Reading numbers as people write them: comma or point, spaces between thousands, a unit behind."""

import re
from fractions import Fraction

LONGEST = 60
SIGNS = str.maketrans({"−": "-", "–": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "’": "'"})
NUMERAL = re.compile(r"([+-]?) ?(\d[\d .,']*|[.,]\d+)(?:[eE]([+-]?\d{1,2}))?(?![\d])(.*)", re.DOTALL)
THOUSANDS = re.compile(r"[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*")


def split(text: str) -> tuple[list[Fraction], str, str]:
    """What a text can mean as a number (nothing, one value, or two), the numeral as written, and what stands behind it."""
    found = NUMERAL.fullmatch(text.translate(SIGNS).strip())
    if not found or len(text) > LONGEST:
        return [], "", text
    sign, digits, exponent, rest = found.groups()
    power = Fraction(10) ** int(exponent or 0) * (-1 if sign == "-" else 1)
    numeral = text.translate(SIGNS).strip()[: len(text.translate(SIGNS).strip()) - len(rest)].strip()
    return [value * power for value in readings(re.sub(r"[ ']", "", digits))], numeral, rest.strip()


def readings(digits: str) -> list[Fraction]:
    """Digits with commas and points. "1,000" is a thousand or one: where both are possible both are given."""
    grouped = [Fraction(re.sub(r"[.,]", "", digits))] if THOUSANDS.fullmatch(digits) else []
    marks = re.findall(r"[.,]", digits)
    if not marks:
        return [Fraction(digits)]
    if len(marks) == 1:
        return [decimal(digits, marks[0]), *grouped]
    if len(set(marks)) == 1:
        return grouped
    whole, _mark, tail = digits.rpartition(marks[-1])
    return [decimal(re.sub(r"[.,]", "", whole) + "." + tail, ".")] if THOUSANDS.fullmatch(whole) else []


def decimal(digits: str, mark: str) -> Fraction:
    whole, _mark, tail = digits.partition(mark)
    return Fraction(f"{whole or 0}.{tail or 0}")
