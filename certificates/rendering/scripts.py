"""What a script asks of a line: how tall it stands and how its letters join."""

import unicodedata
from functools import lru_cache

# Measured on the fonts we ship. Scripts that are not here keep the leading of the zone.
TALL = {
    "ARABIC": 1.55, "DEVANAGARI": 1.42, "BENGALI": 1.4, "TAMIL": 1.4, "THAI": 1.45,
    "KHMER": 1.6, "MYANMAR": 1.6, "TIBETAN": 1.6,
}  # fmt: skip
BORROWED = 1.09  # a line from a fallback face stands up to 8 % taller than its line-height: two baselines


@lru_cache(maxsize=4096)
def script(letter: str) -> str:
    """First word of the letter's Unicode name, which is the script for everything that a name is made of."""
    return unicodedata.name(letter, "UNKNOWN").split()[0]


def leading_for(text: str, leading: float) -> float:
    scripts = {script(c) for c in text if not c.isspace()}
    return max([leading, *(TALL[s] for s in scripts if s in TALL)])


def growth(text: str) -> float:
    """How much taller than its line-height a line of this text may become."""
    return BORROWED if {script(c) for c in text if c.isalpha()} - {"LATIN", "MODIFIER"} else 1.0
