"""The tokens of the stylesheet with what they measure, for /design/."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from lms.core.colours import Pair, tokens
from lms.core.colours_met import pairs

SHEET = Path(settings.BASE_DIR) / "static" / "lms" / "app.css"
SHOWN = ("light", "dark", "soft")


@dataclass(frozen=True)
class Measured:
    """A pair that the sheet uses, with its contrast in each theme of SHOWN."""

    pair: Pair
    ratios: tuple[float, ...]


@cache
def _sheet() -> str:
    return SHEET.read_text(encoding="utf-8")


def swatches() -> list[str]:
    """Names of the colour tokens, as the sheet has them."""
    return list(tokens(_sheet())["light"])


@cache
def measured() -> list[Measured]:
    themes = tokens(_sheet())
    return [Measured(pair, tuple(pair.ratio(themes[theme]) for theme in SHOWN)) for pair in sorted(pairs(_sheet()))]
