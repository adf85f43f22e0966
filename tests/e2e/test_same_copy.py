"""A certificate is the same file for ever: after a restart, and however often it is asked for."""

import functools
import gc
import hashlib

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from certificates.models import Copy
from lms.core.jobs import run_waiting_jobs
from tests.e2e.journey.proof import download
from tests.factories.accounts import UserFactory
from tests.factories.schemes import certified

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OURS = ("accounts", "assessments", "certificates", "courses", "lms", "logbook", "schemes")


@pytest.fixture
def ada():
    ada = UserFactory(called="Ada")
    certified(ada)
    run_waiting_jobs()
    return ada


def forget_everything() -> None:
    """What a process knows and a new one does not: the cache, what our functions remember, the line to the database."""
    cache.clear()
    for thing in gc.get_objects():
        if type(thing) is functools._lru_cache_wrapper and thing.__module__.partition(".")[0] in OURS:
            thing.cache_clear()
    connection.close()


def at_her_certificate(new_page, person, server):
    client = Client()
    client.force_login(person)
    page = new_page()
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server.url}])
    page.goto(f"{server.url}/certificate/")
    return page


def test_after_a_restart_the_same_bytes_come_down(new_page, live_server, ada):
    first = download(at_her_certificate(new_page, ada, live_server))
    forget_everything()
    restarted = LiveServer("localhost")
    try:
        page = at_her_certificate(new_page, ada, restarted)
        assert download(page) == download(page) == first
    finally:
        restarted.stop()
    assert hashlib.sha256(first).hexdigest() == Copy.objects.get().sha256


def test_asking_again_for_a_copy_gives_the_same_one(new_page, live_server, ada):
    page = at_her_certificate(new_page, ada, live_server)
    first = download(page)
    page.get_by_role("link", name="Open").click()
    page.get_by_text("Something else on it is out of date").click()
    page.get_by_role("button", name="Make a new copy").click()
    page.get_by_text("Your copy says all this already.").wait_for()
    run_waiting_jobs()
    assert download(page) == first
    assert Copy.objects.count() == 1
