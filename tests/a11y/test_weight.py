"""What a page weighs on the wire, files as whitenoise serves them and pages as a proxy compresses them (performance.md; ux.md 3.7, 15).

A first visit to one of the ten main screens: at most 60 kB in 6 requests. Every visit after that: the page alone, at most 7 kB.
"""

import pytest
from django.contrib.staticfiles.finders import get_finder
from django.core.management import call_command
from django.db import connections
from django.test import Client
from django.test.testcases import LiveServerThread

from .every import EVERY, MAIN

FIRST_KB, FIRST_REQUESTS, AGAIN_KB = 60, 6, 7
SCREENS = [screen for screen in EVERY if screen.id in {names[0] for names in MAIN.values()}]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def as_served(settings, tmp_path):
    """The address of the service with collected, compressed, named-by-content files, our own alone, and compressed pages."""
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
    settings.STATIC_ROOT = tmp_path
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.MIDDLEWARE = ["django.middleware.gzip.GZipMiddleware", *settings.MIDDLEWARE]  # stands for the proxy
    get_finder.cache_clear()
    call_command("collectstatic", interactive=False, verbosity=0)
    thread = LiveServerThread("localhost", static_handler=lambda service: service)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    yield f"http://localhost:{thread.port}"
    thread.terminate()
    connections.close_all()


def test_the_ten_main_screens_weigh_little(browser, as_served, fresh_world):
    found = {}
    for screen in SCREENS:
        found[screen.id] = weighed(browser, as_served, screen, fresh_world())
    assert {name: words for name, words in found.items() if words} == {}


def weighed(browser, server, screen, world):
    """What is too much, in words."""
    context = browser.new_context(base_url=server, viewport={"width": 390, "height": 844})
    address = screen.address(world)
    if screen.role != "stranger":
        client = Client()
        client.force_login(world.person(screen.role), second_factor=screen.second_factor)
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server}])
    page = context.new_page()
    first, again = (on_the_wire(page, address) for _visit in range(2))
    context.close()
    wrong = (
        [f"first visit {kb(first):.1f} kB, {len(first)} requests: {first}"] if kb(first) > FIRST_KB or len(first) > FIRST_REQUESTS else []
    )
    return wrong + ([f"again {kb(again):.1f} kB, {len(again)} requests: {again}"] if kb(again) > AGAIN_KB or len(again) > 1 else [])


def kb(sizes):
    return sum(sizes.values()) / 1000


def on_the_wire(page, address):
    """Bytes of each answer that came over the network, headers and all, by address."""
    names, sizes = {}, {}
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on("Network.requestWillBeSent", lambda sent: names.update({sent["requestId"]: sent["request"]["url"].split("/", 3)[3][-40:]}))
    wire.on("Network.loadingFinished", lambda got: sizes.update({got["requestId"]: got["encodedDataLength"]}))
    assert page.goto(address).status == 200
    page.wait_for_load_state("networkidle")
    wire.detach()
    return {names.get(number, number): round(size) for number, size in sizes.items() if size}
