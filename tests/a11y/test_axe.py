"""Pages hold what anybody needs to use them: checked in Chromium, at the width of a telephone, with records on them."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import transaction

from tests.permissions.world import make_world

from .screens import SCREENS

RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
}
every_screen = pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.id)


def opened(page, screen, world):
    """The screen in the browser, as its reader comes to it."""
    assert page.goto(screen.address(world)).status == 200
    if screen.typed:
        for name, words in screen.typed(world).items():
            page.locator(f"[name={name}]").fill(words)
        page.locator("main form button[type=submit]").click()
        page.wait_for_load_state()
    return page


def violations(page):
    found = Axe().run(page, options=RULES).response["violations"]
    return [(one["id"], node["target"], node["html"][:160], node["failureSummary"]) for one in found for node in one["nodes"]]


def too_wide(page):
    """What reaches over the right edge at 320 px, where a page at 400 % zoom stands; nothing if the page does not scroll sideways."""
    page.set_viewport_size({"width": 320, "height": 640})
    return page.evaluate(
        """() => document.documentElement.scrollWidth <= 320 ? [] : [...document.querySelectorAll("main *, header *, footer *, nav *")]
            .filter(one => one.getBoundingClientRect().right > 320).map(one => one.outerHTML.slice(0, 120))
            .concat(`scrollWidth ${document.documentElement.scrollWidth}`)"""
    )


@every_screen
@pytest.mark.django_db(transaction=True)
def test_a_page_can_be_used_by_everybody(new_page, screen):
    world = make_world()
    page = new_page(person=world.person(screen.role), second_factor=screen.second_factor)
    complaints = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    opened(page, screen, world)
    assert page.locator("h1").count() == 1
    assert page.get_by_role("link", name="Need support now?").first.is_visible()
    assert complaints == [], "the browser's console, content policy included"
    assert violations(page) == []
    assert too_wide(page) == []


@pytest.mark.django_db
def test_every_page_has_a_title_of_its_own(client):
    titles = {}
    for screen in SCREENS:
        with transaction.atomic():
            world = make_world()
            address = screen.address(world)
            client.logout()
            if screen.role != "stranger":
                client.force_login(world.person(screen.role), second_factor=screen.second_factor)
            response = client.post(address, screen.typed(world)) if screen.typed else client.get(address)
            assert response.status_code == 200, screen.id
            titles[screen.id] = " ".join(re.search(r"<title>(.*?)</title>", response.content.decode(), re.DOTALL)[1].split())
            transaction.set_rollback(True)
    assert all(title.endswith(" Alongside") or title == "Alongside" for title in titles.values()), titles
    assert sorted(titles.values()) == sorted(set(titles.values()))
