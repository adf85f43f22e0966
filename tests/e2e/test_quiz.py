"""A test in a real browser: answers save themselves, an older tab asks, lines move by key, and all of it works without scripts."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from assessments.models import Answer, Attempt
from lms.core import clock
from tests.factories.accounts import UserFactory
from tests.factories.assessments_quiz import choice, in_order, make_attempt, make_bank, make_question, make_quiz, slot_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def attempt():
    bank = make_bank(0)
    make_question(bank, topic="listening", definition=choice("What fits?"))
    make_question(bank, topic="boundaries", definition=in_order("What comes first?"))
    return make_attempt(person=UserFactory(called="Ada"), quiz=make_quiz(bank=bank, draw=2, needed=2, key="core"))


@pytest.fixture
def open_page(new_page, live_server, attempt):
    """Ada's page on a fresh device."""

    def make(position=1, **options):
        client = Client()
        client.force_login(attempt.person)
        page = new_page(**options)
        page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
        page.goto(attempt.question_url(position))
        return page

    return make


def stored(attempt, position=1):
    return Answer.objects.get(slot=slot_of(attempt, position))


def choose(page, words):
    page.get_by_text(words).click()


def said(page, pattern):
    page.locator("[data-status]").filter(has_text=re.compile(pattern)).wait_for()


def test_an_answer_saves_itself_and_says_when(attempt, open_page):
    page = open_page()
    choose(page, "The good line")
    said(page, r"^Saved \d\d:\d\d$")
    assert stored(attempt).response == {"chosen": "good"}
    choose(page, "The poor line")
    page.locator("[name=revision][value='2']").wait_for(state="attached")
    page.reload()
    assert page.locator("input[value=poor]").is_checked()


def test_choosing_and_going_on_at_once_loses_nothing(attempt, open_page):
    page = open_page()
    for words in ("The poor line", "The other line", "The good line"):
        choose(page, words)
    page.get_by_role("button", name="Save and next").last.click()
    page.wait_for_url("**/q/2/")
    assert stored(attempt).response == {"chosen": "good"}


def test_an_older_tab_shows_both_answers_and_lets_the_person_choose(attempt, open_page):
    old, new = open_page(), open_page()
    choose(new, "The good line")
    said(new, "Saved")
    choose(old, "The poor line")
    old.get_by_role("heading", name="You changed this in another tab. Here are both.").wait_for()
    assert stored(attempt).response == {"chosen": "good"}
    old.get_by_role("button", name="Keep this one instead").click()
    old.wait_for_url("**/q/1/")
    assert stored(attempt).response == {"chosen": "poor"}


def test_while_the_line_is_gone_the_page_says_so_and_tries_again(attempt, open_page):
    page = open_page()
    page.context.set_offline(True)
    choose(page, "The good line")
    said(page, "Not saved yet. We keep trying.")
    assert stored(attempt).response is None
    page.context.set_offline(False)
    said(page, r"^Saved \d\d:\d\d$")
    assert stored(attempt).response == {"chosen": "good"}


def test_lines_are_brought_into_order_with_the_keyboard(attempt, open_page):
    page = open_page(2)
    order = slot_of(attempt, 2).option_order
    button = page.get_by_role("button", name=f"Move up: Step {order[1]}")
    button.focus()
    page.keyboard.press("Enter")
    said(page, "Saved")
    assert stored(attempt, 2).response == {"order": [order[1], order[0], order[2]]}
    assert button.evaluate("element => element === document.activeElement")
    assert [box.input_value() for box in page.locator("[data-ordering] input[type=text]").all()] == ["1", "2", "3"]


def test_numbers_half_written_are_not_saved_and_say_what_is_missing(attempt, open_page):
    page = open_page(2)
    page.locator("[data-ordering] input[type=text]").first.fill("1")
    page.keyboard.press("Tab")
    said(page, "Give each line its own number, from 1 to 3.")
    assert stored(attempt, 2).revision == 0


def test_enter_in_a_number_box_saves_and_moves_nothing(attempt, open_page):
    page = open_page(2, scripts=False)
    boxes = page.locator("[data-ordering] input[type=text]").all()
    for number, box in enumerate(boxes, start=1):
        box.fill(str(number))
    boxes[-1].press("Enter")
    page.wait_for_url("**/check/")
    assert stored(attempt, 2).response == {"order": slot_of(attempt, 2).option_order}


def test_a_whole_test_without_scripts(attempt, open_page):
    page = open_page(scripts=False)
    choose(page, "The good line")
    page.get_by_role("button", name="2").first.click()
    page.get_by_role("button", name="Back to question 1").click()
    assert page.locator("input[value=good]").is_checked()
    page.get_by_role("button", name="Look over my answers").click()
    page.get_by_role("button", name="Hand in my test").click()
    page.get_by_role("heading", name="Not yet", exact=True).wait_for()
    page.go_back()
    page.get_by_role("heading", name="Not yet", exact=True).wait_for()


def test_the_time_left_is_told_with_each_save_and_what_comes_too_late_leads_to_handing_in(attempt, new_page):
    limit = {"minutes": 60, "because": "The scheme asks for it."}
    timed = make_attempt(person=attempt.person, quiz=make_quiz(draw=2, **limit))
    page = new_page(person=attempt.person)
    page.goto(timed.question_url(1))
    left = page.locator("[data-time-left]")
    assert left.inner_text() == "About 59 minutes left"
    Attempt.objects.filter(pk=timed.pk).update(ends_at=clock.now() + timedelta(minutes=9, seconds=50))
    choose(page, "The good line")
    left.filter(has_text="About 9 minutes left").wait_for()
    Attempt.objects.filter(pk=timed.pk).update(ends_at=clock.now() - timedelta(minutes=11))
    choose(page, "The poor line")
    page.wait_for_url(f"**{timed.check_url}")
    assert "Everything that you saved before counts." in page.locator("main").inner_text()
    assert stored(timed).response == {"chosen": "good"}
