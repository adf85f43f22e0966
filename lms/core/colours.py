"""What the stylesheet says about colours: its tokens in each theme, and which of them meet. Pure; read by a test and by /design/."""

import re
from dataclasses import dataclass

HEX = re.compile(r"--([a-z0-9-]+):\s*(#[0-9a-f]{3,6})\b")
# Theme -> where its tokens stand. Each says only what differs from the first.
THEMES = {
    "light": ":root {",
    "dark": ":root[data-theme=dark] {",
    "dark by the device": ":root:not([data-theme]) {",
    "soft": ":root[data-theme=soft] {",
}
WORDS, EDGE = 4.5, 3.0  # WCAG 1.4.3 and 1.4.11


def tokens(css: str) -> dict[str, dict[str, str]]:
    """Theme -> token -> colour."""
    said = {theme: _after(css, start) for theme, start in THEMES.items()}
    return {theme: said["light"] | own for theme, own in said.items()}


def _after(css: str, start: str) -> dict[str, str]:
    at = css.index(start) + len(start)
    return dict(HEX.findall(css[at : css.index("}", at)]))


def _light(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((_light(one), _light(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@dataclass(frozen=True, order=True)
class Pair:
    """Two tokens that meet on the page, and how strongly they must differ."""

    front: str
    ground: str
    needed: float

    def ratio(self, colours: dict[str, str]) -> float:
        return contrast(colours[self.front], colours[self.ground])

    def is_weak(self, colours: dict[str, str]) -> bool:
        return self.ratio(colours) < self.needed
