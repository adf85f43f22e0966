"""Pages for strangers are drawn once a minute and hold nothing of anybody."""

import pytest
from django.test import Client

from lms.core import public_pages
from lms.core.display import COOKIE
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
OPEN = ["/", "/courses/", "/help/", "/privacy/", "/accessibility/", "/check/"]


@pytest.fixture(autouse=True)
def a_minute(settings):
    settings.PUBLIC_PAGE_SECONDS = 60
    public_pages._drawn.clear()
    yield
    public_pages._drawn.clear()


@pytest.mark.parametrize("path", OPEN)
def test_a_second_stranger_asks_the_database_nothing(path, django_assert_num_queries):
    first = Client().get(path)
    with django_assert_num_queries(0):
        second = Client().get(path)
    assert (second.status_code, second.content, dict(second.cookies)) == (200, first.content, {})


def test_a_page_that_changed_is_shown_when_its_minute_is_over(settings, monkeypatch):
    Client().get("/")
    settings.AUTHORITY = {**settings.AUTHORITY, "name": "x"}
    monkeypatch.setattr("lms.core.views.render", lambda *_: public_pages.HttpResponse("new"))
    assert Client().get("/").content != b"new"
    later = public_pages.time.monotonic() + 61
    monkeypatch.setattr(public_pages.time, "monotonic", lambda: later)
    assert Client().get("/").content == b"new"


@pytest.mark.parametrize("path", OPEN)
def test_nobody_is_given_the_page_of_somebody_who_is_signed_in(client, path):
    """Were hers kept, a stranger would read her name; were a stranger's given to her, she would seem to be signed out."""
    ada = UserFactory(called="Ada Canary")
    client.force_login(ada)
    assert b"Ada Canary" in client.get(path).content
    assert b"Ada Canary" not in Client().get(path).content
    assert b"Ada Canary" in client.get(path).content


def test_display_settings_are_shown_to_those_who_chose_them_and_to_nobody_else():
    Client().get("/")
    dark = Client()
    dark.cookies[COOKIE] = "theme:dark"
    assert b'data-theme="dark"' in dark.get("/").content
    assert b'data-theme="dark"' not in Client().get("/").content


def test_a_browser_that_has_the_page_is_told_that_it_still_holds():
    first = Client().get("/")
    again = Client().get("/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert Client().get("/", headers={"If-None-Match": '"another"'}).status_code == 200


def test_what_is_not_there_is_looked_for_each_time(client):
    assert [client.get("/courses/none/").status_code for _ in range(2)] == [404, 404]
    assert public_pages._drawn == {}


def test_an_answer_to_a_check_is_never_kept_and_the_empty_page_of_it_never_stored():
    asked = {"number": "ALO-0000-0000", "name": "Canary"}
    assert Client().get("/check/")["Cache-Control"] == "no-store"
    Client().post("/check/", asked)
    assert b"Canary" not in Client().get("/check/").content
    assert [path for path, _language in public_pages._drawn] == ["/check/"]


def test_long_texts_are_packed_for_who_can_unpack_them():
    packed = Client().get("/", headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert len(packed.content) < 7_000
