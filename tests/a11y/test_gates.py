"""Each screen is opened once in Chromium and goes through every gate that looks at one page (ux.md 3.7)."""

import os

import pytest
from django.test.signals import template_rendered

from .every import EVERY, MAIN, STATES
from .gates import THEMES, axe, borders, errors, focus, narrow, reading, show_in, standing, targets, walk

GATES = {
    "errors": errors,  # first: it asks where the page put the focus
    "axe": axe,
    "what every page has": standing,
    "words": reading,
    "targets": targets,
    "edges": borders,
    "Tab": walk,
    "focus": focus,
    "narrow": narrow,
}
# An empty list and a form that came back are made of what the full screen has: how one comes through it was looked at there.
OF_STATES = {name: GATES[name] for name in ("errors", "axe", "what every page has", "words", "targets", "narrow")}
# Edges, Tab and the pictures of the focus cost most of the time, and every screen is made of the same parts: `make test` measures
# them on the ten main screens (edges on /design/ too), `make gates` on every screen (docs/decisions/0080).
EVERYWHERE = os.environ.get("GATES") == "all"
# All states of all parts stand there side by side: a form that came back is not the whole page, and its stops are without number.
OF_DESIGN = {name: GATES[name] for name in GATES if name not in ("errors", "Tab", "focus")}
MAIN_IDS = {name for names in MAIN.values() for name in names}
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.a11y.urls")]


@pytest.mark.parametrize("screen", EVERY, ids=lambda screen: screen.id)
def test_a_screen_can_be_used_by_everybody(new_page, world, screen):
    page = new_page(person=world.person(screen.role), second_factor=screen.second_factor)
    complaints = listened(page)
    opened(page, screen, world)
    found = {name: words for name, gate in gates_for(screen).items() if (words := gate.look(page))}
    if screen.id in MAIN_IDS:
        found |= main_as_well(page)
    if complaints:
        found["the browser's console"] = complaints
    assert found == {}


def gates_for(screen):
    if screen.id == "design":
        return OF_DESIGN
    whole = screen not in STATES and (EVERYWHERE or screen.id in MAIN_IDS)
    return GATES if whole else OF_STATES


def listened(page):
    """What the browser says about the page, its content policy included; also what a page of ours does that cannot be asked twice."""
    complaints = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} and not is_status(said) else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


def is_status(said):
    """That a page answered 422 or 404 is said to the console too."""
    return said.text.startswith("Failed to load resource") and "/static/" not in said.location["url"]


def opened(page, screen, world):
    """The screen as its reader comes to it, by the way that leads there."""
    drawn = set()

    def note(template, **more):
        drawn.add(template.name)

    template_rendered.connect(note)
    page.emulate_media(reduced_motion="reduce")  # a button that is fading from one theme to the next has no colour yet
    try:
        address = screen.address(world)
        if screen.is_found:
            skip_what_is_no_page(page.request.get(address, max_redirects=0))
        assert page.goto(address).status == screen.status
        if screen.typed:
            for name, words in screen.typed(world).items():
                page.locator(f"[name={name}]").fill(words)
            with page.expect_navigation():
                page.locator("main form button[type=submit]").click()
        if screen.way:
            screen.way(page, world)
    finally:
        template_rendered.disconnect(note)
    assert not screen.shows or screen.shows in drawn, page.url
    return page


def skip_what_is_no_page(answer):
    kind = answer.headers.get("content-type", "")
    if answer.status != 200 or not kind.startswith("text/html"):
        pytest.skip(f"no page: {answer.status} {kind}")


def main_as_well(page):
    """The ten main screens: axe in the dark and in forced colours, and at the width of a desk (decisions.md 42)."""
    found = {}
    for theme in [theme for theme in THEMES if theme != "light"]:
        show_in(page, theme)
        found |= {f"axe, {theme}": words for words in [axe.look(page, contrast="forced" not in theme)] if words}
    show_in(page, "light")
    page.set_viewport_size({"width": 1280, "height": 900})
    found |= {f"{name} at 1280 px": words for name, gate in (("axe", axe), ("Tab", walk)) if (words := gate.look(page))}
    return found
