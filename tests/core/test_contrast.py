"""The colours of static/lms/app.css are strong enough, in every theme (WCAG 1.4.3, 1.4.11)."""

import re
from pathlib import Path

import pytest
from django.conf import settings

CSS = (Path(settings.BASE_DIR) / "static" / "lms" / "app.css").read_text(encoding="utf-8")
HEX = re.compile(r"--([a-z0-9-]+):\s*(#[0-9a-f]{3,6})\b")

# Words on what they stand on: 4.5 to 1.
WORDS = [
    *[(ink, ground) for ink in ("ink", "ink2", "link", "visited", "err") for ground in ("paper", "surface")],
    ("ink", "sunk"),
    ("ink2", "sunk"),
    ("ink", "tint"),
    ("ink2", "tint"),
    ("link", "tint"),
    ("ink", "care-bg"),
    ("link", "care-bg"),
    ("ink", "yet-bg"),
    ("link", "yet-bg"),
    ("link", "sunk"),
    ("visited", "tint"),
    ("visited", "care-bg"),
    ("brand", "surface"),
    ("on-brand", "brand"),
    ("on-brand", "brand-d"),
    ("brand-d", "tint"),
    ("met", "met-bg"),
    ("yet", "yet-bg"),
    ("care", "care-bg"),
    ("stop", "stop-bg"),
    ("neutral", "neutral-bg"),
    ("surface", "stop"),
    ("stop", "surface"),
    ("met", "surface"),
    ("yet", "surface"),
    ("err", "err-bg"),
    ("mark-ink", "mark"),
    ("focus-ink", "focus"),
    ("surface", "ink"),
    ("brand", "tint"),
    *[("h-low", step) for step in ("h0", "h1", "h2")],
    *[("h-high", step) for step in ("h3", "h4")],
]

# Edges of controls, marks and fills against what is beside them: 3 to 1.
EDGES = [
    *[("control", ground) for ground in ("paper", "surface", "sunk", "tint", "care-bg", "yet-bg")],
    ("brand", "paper"),
    ("brand", "sunk"),
    ("err", "paper"),
    ("care-line", "paper"),
    ("care-line", "surface"),
    ("stop", "paper"),
    ("met-line", "surface"),
    ("yet-line", "surface"),
    ("met-line", "paper"),
    ("yet-line", "paper"),
    ("brand", "care-bg"),
]


def _block(start: str) -> dict[str, str]:
    at = CSS.index(start) + len(start)
    return dict(HEX.findall(CSS[at : CSS.index("}", at)]))


LIGHT = _block(":root {")
THEMES = {
    "light": LIGHT,
    "dark by the device": LIGHT | _block(":root:not([data-theme]) {"),
    "dark by choice": LIGHT | _block(":root[data-theme=dark] {"),
    "soft": LIGHT | _block(":root[data-theme=soft] {"),
}


def _light(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((_light(one), _light(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _too_weak(theme: str, pairs: list[tuple[str, str]], needed: float) -> list[str]:
    tokens = THEMES[theme]
    measured = [(front, back, contrast(tokens[front], tokens[back])) for front, back in pairs]
    return [f"{front} on {back}: {ratio:.2f}" for front, back, ratio in measured if ratio < needed]


@pytest.mark.parametrize("theme", THEMES)
def test_words_can_be_read(theme):
    assert _too_weak(theme, WORDS, 4.5) == []


@pytest.mark.parametrize("theme", THEMES)
def test_controls_have_edges_that_can_be_seen(theme):
    assert _too_weak(theme, EDGES, 3) == []


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", ["paper", "surface", "sunk", "tint", "care-bg"])
def test_one_of_the_two_focus_rings_stands_out_everywhere(theme, ground):
    tokens = THEMES[theme]
    assert max(contrast(tokens[ring], tokens[ground]) for ring in ("focus", "focus-ink")) >= 3


def test_both_ways_to_the_dark_theme_give_the_same_colours():
    assert THEMES["dark by the device"] == THEMES["dark by choice"]


def test_the_measure_itself_knows_black_and_white():
    assert round(contrast("#000", "#fff"), 1) == 21.0
    assert contrast("#777777", "#fff") < 4.5 < contrast("#767676", "#fff")


def test_nothing_in_the_sheet_is_newer_than_the_oldest_browsers_we_promise():
    rules = re.sub(r"/\*[\s\S]*?\*/", "", CSS)
    assert re.findall(r"@layer|light-dark\(|oklch\(|color-mix\(|@container|\bclamp\(", rules) == []


def test_has_is_decoration_only():
    """A browser that does not know :has() loses an edge, never a place on the page."""
    rules = re.sub(r"/\*[\s\S]*?\*/", "", CSS)
    for body in re.findall(r"[^{}]*:has\([^{}]*\{([^}]*)\}", rules):
        assert not re.search(r"display|grid|position|margin|padding|flex", body)


def test_no_side_of_the_page_is_called_left_or_right():
    rules = re.sub(r"/\*[\s\S]*?\*/", "", CSS)
    assert re.findall(r"(?:margin|padding|border)-(?:left|right)|text-align:\s*(?:left|right)|float:\s*(?:left|right)", rules) == []
