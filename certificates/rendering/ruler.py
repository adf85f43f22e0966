"""How wide a text is, from the fonts' own advance widths, before anything is laid out.

No kerning and isolated letter forms: both err on the wide side, which is the safe one.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from certificates.rendering import fonts
from certificates.rendering.scripts import script

SAFETY = 1.02
JOINED = 0.82  # Arabic letters join and shrink: 0.78 measured on Noto Naskh, a margin left
NO_WIDTH = ("Mn", "Me", "Cf")


class Ruler:
    """Measures with the same font files, in the same order, as the style sheet."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.faces = [_open(path) for path in paths]
        self.advance = lru_cache(maxsize=8192)(self._advance)

    def _advance(self, letter: str) -> float:
        """Width of one letter in em; 1 em when no face has it (the press refuses such a name later)."""
        if unicodedata.category(letter) in NO_WIDTH:
            return 0.0
        for widths, glyphs, upem in self.faces:
            if ord(letter) in glyphs:
                return float(widths[glyphs[ord(letter)]][0] / upem * (JOINED if script(letter) == "ARABIC" else 1.0))
        return 1.0

    def width(self, text: str, size: float) -> float:
        """In points, for a size in points."""
        return float(sum(map(self.advance, text)) * size * SAFETY)


def _open(path: Path) -> tuple[Any, dict[int, str], int]:
    from fontTools.ttLib import TTFont

    font = TTFont(path, fontNumber=0, lazy=True)
    return font["hmtx"].metrics, font.getBestCmap(), font["head"].unitsPerEm


@lru_cache(maxsize=8)
def ruler(face: str) -> Ruler:
    """The ruler for one face of `fonts.STACKS`, opened once in a process."""
    return Ruler(fonts.stack(face))
