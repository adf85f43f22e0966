"""Two exits: a quiet page, and leaving at once (ux.md 4.3); display settings that come along (1.4)."""

import pytest

from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
EVERY = {"theme": "soft", "size": "125", "font": "standard", "spacing": "usual", "links": "usual", "motion": "device", "timers": "show",
         "notes": "all", "title": "plain", "exit": "every"}  # fmt: skip
BUTTON = "data-quick-exit"


@pytest.fixture
def ada():
    return UserFactory(called="Ada")


def page(client, address="/help/"):
    return client.get(address).content.decode()


def test_the_button_is_off_but_on_the_support_page_until_somebody_wants_it_everywhere(client):
    assert [BUTTON in page(client, address) for address in ("/", "/help/", "/sign-in/", "/support/")] == [False, False, False, True]
    client.post("/display/", EVERY)
    assert all(BUTTON in page(client, address) for address in ("/", "/help/", "/sign-in/", "/support/"))


def test_before_its_first_use_everywhere_a_page_says_what_it_cannot_do(client):
    answer = client.post("/display/", EVERY)
    assert answer.url == "/leaving/"
    assert "This does not clear your history." in page(client, "/leaving/")
    assert client.post("/display/", EVERY).url == "/display/", "once is enough"


def test_without_scripts_it_is_a_plain_link_that_says_nothing_of_where_it_comes_from(client):
    assert '<a class="btn sec sm" href="https://www.bbc.co.uk/weather" rel="noreferrer" data-quick-exit' in page(client, "/support/")


def test_somebody_who_is_signed_in_leaves_through_the_door_that_ends_a_shared_session(client, ada):
    client.force_login(ada)
    assert '<form method="post" action="/leave/" rel="noreferrer" data-quick-exit' in page(client, "/support/")


def test_the_title_can_be_neutral(client):
    client.post("/display/", EVERY)
    assert "<title>Alongside – course</title>" in page(client, "/support/")


def test_choices_come_along_to_another_device_and_its_old_cookie_does_not_win(client, ada):
    client.force_login(ada)
    client.post("/display/", EVERY)
    other = type(client)()
    other.cookies["display"] = "theme:dark"
    assert 'data-theme="dark"' in page(other)
    other.force_login(ada)
    assert 'data-theme="soft"' in page(other)
    usual = {**EVERY, "theme": "device", "size": "100", "title": "full", "exit": "some"}
    client.post("/display/", usual)
    assert "data-theme" not in page(other)


def test_whoever_signs_in_without_choices_keeps_those_of_the_device(client, ada):
    client.post("/display/", EVERY)
    client.force_login(ada)
    assert 'data-theme="soft"' in page(client)


def test_display_choices_are_in_no_history(ada):
    assert "display" not in [field.name for field in type(ada).history.model._meta.fields]


@pytest.mark.parametrize(
    ("back", "leads"),
    [("/test/x/", 'href="/test/x/"'), ("https://evil.example/", ""), ("//evil.example/", ""), ("javascript:alert(1)", ""), ("", "")],
)
def test_the_quiet_page_leads_back_to_our_own_pages_only(client, back, leads):
    found = client.get("/break/", {"back": back}).content.decode()
    assert "Your place is saved" in found
    assert ("Go back to where I was" in found) == bool(leads)
    assert leads in found
    assert "evil.example" not in found


def test_reading_about_leaving_goes_on_to_our_own_pages_only(client):
    assert client.post("/leaving/", {"back": "/learn/"}).url == "/learn/"
    assert client.post("/leaving/", {"back": "https://evil.example/"}).url == "/display/"
