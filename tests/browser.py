"""A real browser for tests/e2e and tests/a11y: the system's Chromium, driven by Playwright, on a server in a thread."""

import os
import shutil

import pytest
from django.test import Client

CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items):
    for item in items:
        if {"e2e", "a11y"} & set(item.path.parts):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser():
    """Chromium, once for all browser tests."""
    if CHROMIUM is None:
        pytest.fail("Chromium is missing: `make test` installs it")
    from playwright.sync_api import sync_playwright

    # Playwright's loop runs in this thread; our own queries in the tests are meant.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(browser, live_server):
    """`new_page(width=390, scheme="dark", scripts=False, person=ada)`: a page of a fresh visitor with their own cookies.

    `second_factor=False`: the person has shown one lock only.
    """
    opened = []

    def make(*, width=390, height=844, scheme="light", scripts=True, person=None, second_factor=True):
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=scripts,
            base_url=live_server.url,
            locale="en-GB",
            accept_downloads=True,
        )
        context.set_default_timeout(10_000)
        opened.append(context)
        if person is not None:
            client = Client()
            client.force_login(person, second_factor=second_factor)
            context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
        return context.new_page()

    yield make
    for context in opened:
        context.close()
