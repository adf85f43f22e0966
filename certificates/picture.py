"""A picture of a copy for its holder's page: the same places as on paper, in tenths of a millimetre. Pure."""

from dataclasses import dataclass

from certificates.rendering.fit import balanced
from certificates.rendering.qr import check_url, qr_path
from certificates.rendering.road_ink import screen_paths
from certificates.rendering.scripts import script
from certificates.rendering.snapshot import Snapshot

LEFT, TOP, WIDTH, HEIGHT = 842, 526, 1888, 310
LARGEST, LEADING = 176.0, 1.13
WIDE = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "FULLWIDTH")


@dataclass(frozen=True)
class Picture:
    """What the template draws. `lines` are (text, baseline), all in `size`."""

    paths: list[dict[str, str]]
    lines: list[tuple[str, int]]
    size: int
    modules: int
    square: str


def picture(says: Snapshot) -> Picture:
    size, lines = set_name(says.name)
    step = size * LEADING
    first = TOP + (HEIGHT - step * len(lines)) / 2 + step * 0.82
    placed = [(line, round(first + step * i)) for i, line in enumerate(lines)]
    return Picture(screen_paths(says.number), placed, round(size), *qr_path(check_url(says.authority.check_base, says.code)))


def set_name(name: str) -> tuple[float, tuple[str, ...]]:
    """The name on one to three lines, as large as the place allows. A browser has other faces than the press, so widths
    are guessed on the wide side.
    """
    words = name.split()
    ways = (balanced(words, n, _units, float("inf")) for n in range(1, min(3, len(words)) + 1))
    sized = [(min(LARGEST, WIDTH / max(map(_units, way)), HEIGHT / LEADING / len(way)), way) for way in ways if way]
    return max(sized, key=lambda found: found[0])


def _units(text: str) -> float:
    """Guessed width in em."""
    return sum(1.0 if script(letter).split("-")[0] in WIDE or letter in "MW" else 0.56 for letter in text)
