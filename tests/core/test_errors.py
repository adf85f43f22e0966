"""Pages for everybody, and pages for when something is not there or went wrong."""

import re
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django.views.defaults import page_not_found, permission_denied, server_error

from lms.core.display import COOKIE
from tests.core.test_ui import Page
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
PUBLIC = ["/", "/support/", "/support/us/", "/help/", "/privacy/", "/accessibility/", "/display/", "/sign-in/"]


def _request(user=None):
    from django.contrib.auth.models import AnonymousUser

    request = RequestFactory().get("/nowhere/")
    request.user = user or AnonymousUser()
    return request


def _words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


@pytest.mark.parametrize("address", PUBLIC)
def test_a_page_has_one_main_heading_unique_ids_and_the_way_to_support(client, address):
    html = client.get(address).content.decode()
    page = Page(html)
    assert [tag for tag, _attrs in page.tags].count("h1") == 1
    assert sorted(page.ids) == sorted(set(page.ids))
    hrefs = [attrs.get("href") for tag, attrs in page.tags if tag == "a"]
    assert hrefs[0] == "#main"
    assert "/support/" in hrefs
    assert page.one(id="main")["tabindex"] == "-1"


@pytest.mark.parametrize("address", PUBLIC)
def test_headings_never_skip_a_level(client, address):
    levels = [int(tag[1]) for tag, _attrs in Page(client.get(address).content.decode()).tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_titles_are_all_different(client):
    titles = [
        re.search(r"<title>(.*?)</title>", client.get(address).content.decode(), re.DOTALL)[1]
        for address in PUBLIC
        if address != "/support/us/"
    ]
    assert len(titles) == len(set(titles))
    assert all(title.endswith(" – Alongside") for title in titles)


@pytest.mark.parametrize("address", PUBLIC)
def test_help_stands_in_the_same_order_on_every_page(client, address):
    footer = client.get(address).content.decode().split('<footer class="foot">')[1]
    assert re.findall(r'href="([^"]+)"', footer) == ["/support/", "/help/", "/privacy/", "/accessibility/", "/display/"]


@pytest.mark.parametrize("address", [page for page in PUBLIC if not page.startswith("/support/")])
def test_public_pages_ask_the_database_for_nothing(client, address, django_assert_max_num_queries):
    with django_assert_max_num_queries(0):
        client.get(address)


def test_the_front_page_claims_nothing_that_has_not_happened(client, settings):
    words = _words(client.get("/").content.decode()).lower()
    for claim in ("eight modules", "was read by people", "they are paid", "trusted by", "endorsed"):
        assert claim not in words
    assert "this is a demonstration" in words
    settings.DEMO = False
    assert "this is a demonstration" not in _words(client.get("/").content.decode()).lower()


# --- not here, not yours, went wrong ------------------------------------------------------------------


@pytest.mark.parametrize("signed_in", [False, True])
def test_not_yours_and_not_here_are_the_same_page(signed_in):
    person = UserFactory(called="Eve") if signed_in else None
    missing = page_not_found(_request(person), Exception("Entry matching query does not exist"))
    refused = permission_denied(_request(person), PermissionDenied("supervisors only"))
    token = re.compile(r'value="[A-Za-z0-9]{64}"')
    assert (missing.status_code, refused.status_code) == (404, 403)
    assert token.sub("", missing.content.decode()) == token.sub("", refused.content.decode())
    assert "supervisors only" not in refused.content.decode()


def test_an_address_that_is_nothing_answers_404_with_support_and_a_way_home(client):
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    html = answer.content.decode()
    assert "This page is not here" in html
    for way in ('href="/support/"', 'href="/"', 'href="/check/"'):
        assert way in html


def test_the_page_for_our_own_mistakes_needs_nothing_that_may_be_broken(django_assert_num_queries):
    """No context, no request, no database, no file list of the static folder."""
    with django_assert_num_queries(0):
        answer = server_error(RequestFactory().get("/"))
    html = answer.content.decode()
    assert answer.status_code == 500
    assert 'href="/support/"' in html
    assert 'href="/static/lms/app.css"' in html
    source = get_template("500.html").template.source
    assert "{% extends" not in source
    assert "{% static" not in source


def test_no_error_page_speaks_of_machines():
    for name in ("403.html", "404.html", "429.html", "500.html", "403_csrf.html"):
        words = _words(get_template(name).render({}, _request())).lower()
        for word in ("exception", "traceback", "csrf", "token", "forbidden", "invalid", "illegal", "denied", "server error"):
            assert word not in words, (name, word)


def test_a_form_from_a_page_that_was_open_too_long_is_refused_kindly():
    visitor = Client(enforce_csrf_checks=True)
    answer = visitor.post("/display/", {"theme": "dark"})
    assert answer.status_code == 403
    html = answer.content.decode()
    assert "Please send that once more" in html
    assert 'href="/support/"' in html
    assert COOKIE not in answer.cookies


# --- display settings ---------------------------------------------------------------------------------

CHOSEN = {
    "theme": "soft",
    "size": "150",
    "font": "hyperlegible",
    "spacing": "wide",
    "links": "underline",
    "motion": "less",
    "timers": "hide",
    "notes": "strong",
    "title": "full",
    "exit": "every",
}


def test_display_choices_are_kept_without_signing_in_and_written_on_every_page(client):
    answer = client.post("/display/", CHOSEN, follow=True)
    assert "Your display settings are kept on this device." in answer.content.decode()
    html = client.get("/").content.decode()
    start = html[: html.index("<head>")]
    for name in ("theme", "size", "font", "spacing", "links", "motion"):  # the others are said where they matter
        assert f'data-{name}="{CHOSEN[name]}"' in start
    assert "data-quick-exit" in html
    assert client.cookies[COOKIE]["samesite"] == "Lax"


def test_the_usual_choices_leave_no_mark(client):
    client.post("/display/", CHOSEN)
    usual = {
        "theme": "device",
        "size": "100",
        "font": "standard",
        "spacing": "usual",
        "links": "usual",
        "motion": "device",
        "timers": "show",
    }
    client.post("/display/", {**usual, "notes": "all", "title": "full", "exit": "some"})
    assert "data-theme" not in client.get("/").content.decode()


def test_a_choice_that_is_none_is_asked_again(client):
    answer = client.post("/display/", {**CHOSEN, "theme": "neon"})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert 'href="#id_theme_0"' in html
    assert "<title>Error: " in html


def test_a_cookie_with_nonsense_in_it_harms_nobody(client):
    client.cookies[COOKIE] = 'theme:"><script>|size:9'
    html = client.get("/").content.decode()
    assert "<script>" not in html
    assert "data-theme" not in html
