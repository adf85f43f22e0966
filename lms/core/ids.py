"""Identifiers that tell nothing: random, never sequential, with a check symbol where people type them.

The alphabet is Crockford's base 32 (no I, L, O, U). A *number* (10 random symbols and a check symbol) belongs to a certification,
a *code* (20 and a check symbol) to one issued copy: decisions.md 18. The check symbol is a weighted sum over GF(32) with a
different non-zero weight at each place, so every single wrong symbol and every swap of two symbols is noticed (credentials.md 4.3).
"""

import secrets

from django.db import models

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
NUMBER_RANDOM, CODE_RANDOM, PUBLIC_ID_LENGTH = 10, 20, 10
_VALUE = {symbol: value for value, symbol in enumerate(ALPHABET)}
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": "", "\u00a0": "", "\u2010": "", "\u2011": "", "\u2013": ""})


def _times_alpha(value: int) -> int:
    """Multiply by the generator of GF(32) with the polynomial x^5 + x^2 + 1."""
    value <<= 1
    return value ^ 0b100101 if value & 0b100000 else value


def _times(a: int, b: int) -> int:
    product = 0
    while b:
        if b & 1:
            product ^= a
        a, b = _times_alpha(a), b >> 1
    return product


def _weights(count: int) -> list[int]:
    """`count` different weights, none of them 0 or 1: the check symbol itself has the weight 1."""
    weights, power = [], 1
    for _ in range(count):
        power = _times_alpha(power)
        weights.append(power)
    return weights


def check_symbol(body: str) -> str:
    """The symbol to append to `body` (at most 30 symbols of the alphabet)."""
    total = 0
    for symbol, weight in zip(body, _weights(len(body)), strict=True):
        total ^= _times(_VALUE[symbol], weight)
    return ALPHABET[total]


def _random(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def new_public_id() -> str:
    """Ten random symbols for addresses of a person's records; 50 bits, unique by the database."""
    return _random(PUBLIC_ID_LENGTH)


def new_number() -> str:
    """A certification's number: 10 random symbols and a check symbol, without dashes."""
    body = _random(NUMBER_RANDOM)
    return body + check_symbol(body)


def new_code() -> str:
    """One copy's code: 20 random symbols (100 bits) and a check symbol, without dashes."""
    body = _random(CODE_RANDOM)
    return body + check_symbol(body)


def normalise(text: str) -> str:
    """What somebody meant when they typed `text`: upper case, no blanks or dashes, O read as 0, I and L as 1."""
    return text.strip().upper().translate(_READ_AS)


def _well_formed(text: str, length: int) -> bool:
    known = len(text) == length and all(symbol in _VALUE for symbol in text)
    return known and check_symbol(text[:-1]) == text[-1]


def is_well_formed_number(text: str) -> bool:
    """Whether the normalised text has the length and the check symbol of a number; says nothing about its existence."""
    return _well_formed(text, NUMBER_RANDOM + 1)


def is_well_formed_code(text: str) -> bool:
    """Whether the normalised text has the length and the check symbol of a code; says nothing about its existence."""
    return _well_formed(text, CODE_RANDOM + 1)


def show_number(number: str) -> str:
    """`7K4Q92XD3MT` as `7K4Q-92XD-3MT`, the way it is printed."""
    return "-".join((number[:4], number[4:8], number[8:]))


def show_code(code: str) -> str:
    """Twenty-one symbols in groups of four, the last of five."""
    return "-".join((code[:4], code[4:8], code[8:12], code[12:16], code[16:]))


class PublicIdField(models.CharField):
    """The opaque id that stands in addresses. Set once, by chance."""

    def __init__(self, **options: object) -> None:
        options.update(max_length=PUBLIC_ID_LENGTH, editable=False, default=new_public_id)
        options.setdefault("unique", True)  # a history table holds the same id many times
        super().__init__(**options)  # type: ignore[arg-type]

    def deconstruct(self):  # type: ignore[no-untyped-def]
        name, path, args, options = super().deconstruct()
        for fixed in ("max_length", "unique", "editable", "default"):
            options.pop(fixed, None)
        if not self.unique:
            options["unique"] = False
        return name, path, args, options
