"""How much room words take in a drawing, without a font: a careful guess, on the wide side."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import combining, east_asian_width

SIZE = 16.0  # of labels and values, in units of the drawing
SMALL = 14.0  # of months and notes: 12 px at the narrowest place where a drawing is shown (tests/a11y/test_charts.py measures)
_NARROW = frozenset(" .,:;'|!iljtfrI()[]-·")


def _share(letter: str) -> float:
    """The width of one letter, in parts of the size. Wide ones of every script are taken as whole."""
    if combining(letter):
        return 0.0
    if east_asian_width(letter) in "WF":
        return 1.05
    if letter in _NARROW:
        return 0.34
    return 0.9 if letter in "mwMW@%—" else 0.7 if letter.isupper() else 0.56


def width(words: str, size: float = SIZE) -> float:
    return round(sum(_share(letter) for letter in words) * size, 2)


def widest(words: Iterable[str], size: float = SIZE) -> float:
    return max((width(each, size) for each in words), default=0.0)


def fitted(words: str, room: float, size: float = SIZE) -> str:
    """The words, cut with an ellipsis where they do not fit; the table has all of them."""
    if width(words, size) <= room:
        return words
    kept = words
    while kept and width(kept.rstrip() + "…", size) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…" if kept else ""
