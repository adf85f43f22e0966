"""No screen is forgotten: each full template is drawn by a screen of the list, and each page has a title of its own."""

import re
from collections import defaultdict
from copy import deepcopy
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test.signals import template_rendered

from tests.permissions.world import make_world

from .every import EVERY, MAIN, WHOLE

TEMPLATES = Path(settings.BASE_DIR) / "templates"
EXTENDS = re.compile(r'{% extends "([^"]+)"')
# Full pages that no address of the service shows, and why.
SHOWN_ELSEWHERE = {
    "core/_support_line_preview.html": "drawn in the frame of Wagtail's editor: tests/core/test_support.py",
    "allauth/layouts/base.html": "the frame of allauth's pages that we have not laid out: none of them has an address here",
    "mfa/webauthn/reauthenticate.html": "needs a passkey in the browser: tests/e2e/test_signing_in.py",
    "courses/cms/module_preview.html": "drawn in the frame of Wagtail's editor: tests/courses/test_cms.py",
    "courses/cms/step_preview.html": "drawn in the frame of Wagtail's editor: tests/courses/test_previews.py, tests/e2e/test_editor.py",
    "courses/cms/preview_changes.html": "a mode of the same: tests/courses/test_previews.py, through the gates in tests/e2e/test_editor.py",
    "courses/cms/preview_map.html": "a mode of the same: tests/courses/test_previews.py, through the gates in tests/e2e/test_editor.py",
    "courses/cms/preview_print.html": "a mode of the same: tests/courses/test_previews.py, through the gates in tests/e2e/test_editor.py",
}

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.a11y.urls")]


def answer(client, screen, world):
    client.raise_request_exception = False
    client.logout()
    address = screen.address(world)
    if screen.role != "stranger":
        client.force_login(world.person(screen.role), second_factor=screen.second_factor)
    return client.post(address, screen.typed(world)) if screen.typed else client.get(address)


def every_answer(client, screens):
    """Each screen's answer, all from one world that each of them finds untouched."""
    world = make_world()
    for screen in screens:
        with transaction.atomic():
            yield screen, answer(client, screen, deepcopy(world))
            transaction.set_rollback(True)


def full_templates():
    """Those that extend base.html, by whatever road, and that nothing extends."""
    above = {}
    for path in TEMPLATES.rglob("*.html"):
        if found := EXTENDS.search(path.read_text(encoding="utf-8")):
            above[str(path.relative_to(TEMPLATES))] = found[1]

    def root(name):
        return root(above[name]) if name in above else name

    return {name for name in above if root(name) == "base.html" and name not in above.values()} | {"500.html"}


def test_every_full_template_is_drawn_by_a_screen_and_every_page_has_a_title_of_its_own(client):
    drawn, titles, elsewhere = {screen.shows for screen in EVERY}, defaultdict(set), {}

    def note(template, **more):
        drawn.add(template.name)

    template_rendered.connect(note)
    try:
        for screen, answered in every_answer(client, [screen for screen in WHOLE if not screen.way]):
            if answered.status_code != screen.status or not answered.headers["Content-Type"].startswith("text/html"):
                elsewhere |= {} if screen.is_found else {screen.id: (answered.status_code, answered.get("Location"))}
                continue
            words = re.search(r"<title>(.*?)</title>", answered.content.decode(), re.DOTALL)[1]
            titles[" ".join(words.split())].add(screen.id)
    finally:
        template_rendered.disconnect(note)
    assert elsewhere == {}
    assert full_templates() - drawn == set(SHOWN_ELSEWHERE)
    assert all(title.endswith("Alongside") for title in titles), titles
    assert {title: screens for title, screens in titles.items() if len(screens) > 1} == SAME_PAGE


# One page at two addresses, or one question asked in several ways.
SAME_PAGE = {
    "Get support – Alongside": {"support", "core:support_in"},
    "Check a certificate – Alongside": {"check", "certificates:scan"},
    "Is it still you? – Alongside": {"is it you", "password again", "app again"},
    "This page is not here – Alongside": {"not here", "not yours", "demo:trouble"},
    "Change this entry – Practice – Alongside": {"logbook:hours_change", "logbook:supervision_change"},
    "Throw this draft away? – Practice – Alongside": {"logbook:hours_remove", "logbook:supervision_remove"},
}


def test_screens_are_named_once_and_the_main_ones_are_among_them():
    names = [screen.id for screen in EVERY]
    assert sorted(names) == sorted(set(names))
    assert {name for names in MAIN.values() for name in names} <= set(names)
    assert len(MAIN) == 10
