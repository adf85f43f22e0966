"""Comparing what somebody typed with what is accepted: one stated way, the same for every question (docs/question-format.md)."""

import re
import unicodedata

ALIKE = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
DASHES = re.compile("[‐‑‒–—−]")
AT_THE_END = ".,;:!?"
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
FEWEST_FOR_A_SLIP = 4


def typed_text(value: str) -> str:
    """As it was typed, without what no keyboard types and no database keeps."""
    return CONTROLS.sub("", value.replace("\r\n", "\n")).strip()


def folded(text: str) -> str:
    """NFC, with spaces folded."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def plain(text: str, *, case: bool = False) -> str:
    """What is compared: apostrophes, quotes and dashes alike, no marks at the end, and small letters unless `case` counts."""
    alike = DASHES.sub("-", folded(text).translate(ALIKE))
    bare = alike.rstrip(AT_THE_END).rstrip() or alike
    return bare if case else unicodedata.normalize("NFC", bare.casefold())


def fits_pattern(pattern: str, text: str) -> bool:
    """Whether a text fits a pattern in which `*` stands for any text and `\\*` for a star. Time grows with the product of the lengths
    at most, whatever the pattern says."""
    pieces = [piece.replace("\\*", "*") for piece in re.split(r"(?<!\\)\*+", pattern)]
    if len(pieces) == 1:
        return pieces[0] == text
    first, *middle, last = pieces
    if len(text) < len(first) + len(last) or not text.startswith(first) or not text.endswith(last):
        return False
    here, end = len(first), len(text) - len(last)
    for piece in middle:
        found = text.find(piece, here, end)
        if found < 0:
            return False
        here = found + len(piece)
    return True


def is_a_slip(typed: str, meant: str) -> bool:
    """Whether two texts differ by one letter too many, one too few, one other, or two neighbours changed."""
    if typed == meant or max(len(typed), len(meant)) < FEWEST_FOR_A_SLIP or abs(len(typed) - len(meant)) > 1:
        return False
    start = next((at for at, pair in enumerate(zip(typed, meant, strict=False)) if pair[0] != pair[1]), min(len(typed), len(meant)))
    rest, other = typed[start:], meant[start:]
    swapped = rest[:2] == other[:2][::-1] and rest[2:] == other[2:]
    return rest[1:] == other[1:] or rest[1:] == other or rest == other[1:] or swapped
