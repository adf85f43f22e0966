"""The colours of static/lms/app.css are strong enough, in every theme (WCAG 1.4.3, 1.4.11)."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from lms.core.colours import EDGE, WORDS, Pair, contrast, tokens
from lms.core.colours_met import QUIET, pairs

CSS = (Path(settings.BASE_DIR) / "static" / "lms" / "app.css").read_text(encoding="utf-8")
THEMES = tokens(CSS)

# Words that stand in a box by the markup alone: the sheet's rules do not say that they meet.
ALSO_WORDS = [
    *[(ink, ground) for ink in ("ink", "ink2", "link", "visited") for ground in ("paper", "surface", "tint", "sunk", "care-bg", "yet-bg")],
    ("err", "paper"),
    ("brand", "tint"),
    ("err", "err-bg"),
]
# Controls, bars and marks that stand in such boxes.
ALSO_EDGES = [
    *[("control", ground) for ground in ("paper", "surface", "sunk", "tint", "care-bg", "yet-bg")],
    *[("brand", ground) for ground in ("paper", "surface", "sunk", "tint", "care-bg")],
    *[(edge, ground) for edge in ("met-line", "yet-line", "care-line", "stop", "err") for ground in ("paper", "surface")],
]
PAIRS = sorted(
    pairs(CSS) | {Pair(*both, WORDS) for both in ALSO_WORDS} | {Pair(*both, EDGE) for both in ALSO_EDGES},
)


def too_weak(met, colours) -> list[str]:
    return [f"{pair.front} on {pair.ground}: {pair.ratio(colours):.2f}" for pair in met if pair.is_weak(colours)]


@pytest.mark.parametrize("theme", THEMES)
def test_everything_that_meets_can_be_told_apart(theme):
    assert too_weak(PAIRS, THEMES[theme]) == []


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        (".x { color: var(--line); background: var(--surface) }", ["line on surface"]),
        (".x { color: var(--line) }", ["line on paper", "line on surface"]),
        (".status.ended p { color: var(--neutral-bg) }", ["neutral-bg on neutral-bg"]),
        (".btn.new { background: var(--tint) }", ["on-brand on tint"]),
        ("a.btn.sec:hover { color: var(--tint-line) }", ["tint-line on tint"]),
        (".x { border: 2px solid var(--focus) }", ["focus on paper", "focus on surface"]),
        (".card .x input { border-color: var(--h1) }", ["h1 on surface"]),
        (".qs :is(a, button).new { background: var(--ink) }", ["ink on ink"]),
        (".x { border: 1px solid var(--line); background: var(--surface) }", []),
        ("@media print { .x { color: var(--line) } }", []),
    ],
)
def test_a_rule_that_brings_weak_colours_together_is_found(rule, found):
    """Proof that the reading of the sheet sees what it must: the words of the rule, of its simpler forms and of the box around it."""
    new = pairs(CSS + "\n" + rule) - set(PAIRS)
    assert [line.partition(":")[0] for line in too_weak(sorted(new), THEMES["light"])] == found


def test_the_reading_of_the_sheet_leaves_no_token_out():
    """Each colour is met somewhere, or it is a quiet line, or part of the focus ring, or a figure's."""
    met = {name for pair in PAIRS for name in (pair.front, pair.ground)}
    assert set(THEMES["light"]) - met - QUIET <= {"focus", "focus-ink", "err-bg"}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", ["paper", "surface", "sunk", "tint", "care-bg"])
def test_one_of_the_two_focus_rings_stands_out_everywhere(theme, ground):
    tokens = THEMES[theme]
    assert max(contrast(tokens[ring], tokens[ground]) for ring in ("focus", "focus-ink")) >= 3


def test_both_ways_to_the_dark_theme_give_the_same_colours():
    assert THEMES["dark by the device"] == THEMES["dark"]


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
