"""The private box in a real browser: it saves itself, waits out a lost line, keeps both of two versions, and works without scripts."""

import re

import pytest
from django.test import Client

from courses.models import JournalEntry
from courses.sealing import read_copy, read_entry
from tests.factories.courses import edition, learning, person, reflection, step, text

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
STEP = "/learn/listening/being-heard/"


@pytest.fixture
def ada():
    ada = person("Ada")
    learning(ada, edition([step("being-heard", text(), reflection()), step("asking")]))
    return ada


@pytest.fixture
def open_as(new_page, live_server):
    """A page of a fresh device on which the person is signed in."""

    def make(who, **options):
        client = Client()
        client.force_login(who)
        page = new_page(**options)
        page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
        return page

    return make


def write(page, words):
    page.locator("textarea").first.fill(words)
    page.locator("textarea").first.blur()


def saved(page):
    page.locator("[data-shown]", has_text="Saved at").wait_for()


def test_the_box_saves_itself_and_the_words_are_there_again(open_as, ada):
    page = open_as(ada)
    page.goto(STEP)
    write(page, "Breathing slowly.")
    saved(page)
    assert page.locator("[role=status]").first.text_content() == "Saved. It saves itself from now on."
    page.reload()
    assert page.locator("textarea").first.input_value() == "Breathing slowly."
    write(page, "Breathing slowly. And again.")
    page.get_by_role("button", name="Next: Asking").click()
    page.wait_for_url("**/learn/listening/asking/")
    assert read_entry(JournalEntry.objects.get()) == "Breathing slowly. And again."


def test_words_wait_in_this_tab_only_while_the_line_is_lost(open_as, ada):
    page = open_as(ada)
    page.goto(STEP)
    page.route("**/reflection/**", lambda route: route.abort())
    write(page, "Written under a bridge")
    page.locator("[data-trouble]:visible").wait_for()
    assert page.evaluate("Object.values(sessionStorage)") == ["Written under a bridge"]
    assert page.evaluate("Object.keys(localStorage).length") == 0
    page.unroute("**/reflection/**")
    write(page, "Written under a bridge, and sent")
    saved(page)
    assert page.locator("[data-trouble]").first.is_hidden()
    assert page.evaluate("sessionStorage.length") == 0
    assert read_entry(JournalEntry.objects.get()) == "Written under a bridge, and sent"


def test_two_devices_keep_both_and_ask(open_as, ada):
    phone, laptop = open_as(ada), open_as(ada, width=1280)
    phone.goto(STEP)
    laptop.goto(STEP)
    write(phone, "From the phone")
    saved(phone)
    write(laptop, "From the laptop")
    laptop.locator("[data-clash]:visible").wait_for()
    assert laptop.locator("[data-other]").first.text_content() == "From the phone"
    entry = JournalEntry.objects.get()
    assert (read_entry(entry), [read_copy(copy) for copy in entry.copies.all()]) == ("From the phone", ["From the laptop"])
    laptop.get_by_role("link", name="Choose between them").click()
    laptop.get_by_role("button", name="Keep all of it").click()
    laptop.wait_for_url(re.compile("#b-r1$"))
    assert laptop.locator("textarea").first.input_value() == "From the phone\n\nFrom the laptop"


def test_a_new_entry_has_its_address_from_the_first_save(open_as, ada):
    page = open_as(ada)
    page.goto("/journal/new/")
    write(page, "A first line")
    saved(page)
    assert re.search(r"/journal/\w{10}/$", page.url)
    write(page, "A first line and a second")
    page.wait_for_timeout(300)
    page.reload()
    assert page.locator("textarea").first.input_value() == "A first line and a second"
    assert JournalEntry.objects.count() == 1


def test_everything_works_without_scripts(open_as, ada):
    page = open_as(ada, scripts=False)
    page.goto(STEP)
    page.locator("textarea").first.fill("Without scripts")
    page.get_by_role("button", name="Save and come back later").first.click()
    assert page.get_by_role("heading", level=1).text_content() == "Your place is saved"
    page.get_by_role("link", name=re.compile("Go back to")).click()
    assert page.locator("textarea").first.input_value() == "Without scripts"
