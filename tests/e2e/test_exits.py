"""Leaving at once and taking a break, in a browser (ux.md 4.3)."""

import pytest
from playwright.sync_api import expect

from assessments.services.start_attempt import start_attempt
from tests.factories.accounts import UserFactory
from tests.factories.assessments_quiz import make_quiz

pytestmark = pytest.mark.django_db(transaction=True)
AWAY = "https://weather.example/"


@pytest.fixture
def ada(db):
    return UserFactory(called="Ada", email="ada@people.example", display="exit:every")


@pytest.fixture
def elsewhere(settings):
    settings.QUICK_EXIT_URL = AWAY


def with_weather(page):
    """The page somebody leaves to, without the network."""
    page.context.route(f"{AWAY}**", lambda route: route.fulfill(body="<title>Weather</title>Sunny", content_type="text/html"))
    return page


def test_leaving_with_scripts_leads_away_and_back_does_not_lead_to_the_page(new_page, ada, elsewhere):
    page = with_weather(new_page(person=ada))
    page.goto("/help/")
    page.goto("/support/")
    page.get_by_role("button", name="Leave this site").click()
    page.wait_for_url(AWAY)
    page.go_back()
    assert "/support/" not in page.url


def test_leaving_ends_the_session_on_a_shared_device_and_says_where_nothing_came_from(new_page, ada, elsewhere):
    page = with_weather(new_page(person=ada))
    page.goto("/home/")
    with page.expect_request(f"{AWAY}**") as asked:
        page.get_by_role("button", name="Leave this site").click()
    page.wait_for_url(AWAY)
    assert "referer" not in asked.value.headers
    page.goto("/home/")
    assert "/sign-in/" in page.url


def test_without_scripts_it_leads_away_as_well(new_page, elsewhere):
    page = with_weather(new_page(scripts=False))
    page.goto("/support/")
    page.get_by_role("link", name="Leave this site", exact=True).click()
    page.wait_for_url(AWAY)


def test_a_break_in_a_test_leads_back_to_the_same_question(new_page, ada):
    attempt = start_attempt(person=ada, quiz=make_quiz())
    page = new_page(person=ada)
    page.goto(attempt.question_url(1))
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Take a break").click()
    expect(page.get_by_role("heading", name="Your place is saved")).to_be_visible()
    page.get_by_role("link", name="Go back to where I was").click()
    expect(page.get_by_role("radio").first).to_be_checked()


def test_one_press_starts_a_break_and_one_ends_it(new_page, ada):
    page = new_page(person=ada, scripts=False)
    page.goto("/home/")
    page.get_by_role("link", name="Take a longer break").click()
    page.get_by_role("button", name="Start my break").click()
    expect(page.get_by_role("heading", name="You are on a break")).to_be_visible()
    page.goto("/home/")
    page.get_by_role("button", name="I am back").click()
    expect(page.get_by_role("heading", name="Nothing is lost")).to_be_visible()
