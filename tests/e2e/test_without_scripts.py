"""The same screens in a browser that runs no script: every form is a form."""

from datetime import timedelta
from functools import partial

import pytest

from accounts.services.names import choose_certificate_name
from assessments.models import Judgement
from courses.models import JournalEntry
from courses.sealing import read_entry
from lms.core import clock
from lms.core.ids import show_number
from logbook.models import Entry
from tests.e2e.journey.assessing import FIRST, mark, send_piece
from tests.e2e.journey.checking import CURRENT, ask, scan
from tests.e2e.journey.hours import log_practice, log_session, sign_all
from tests.e2e.journey.joining import join
from tests.e2e.journey.learning import WORDS, answer_one_check, begin, say_yes_to_the_journal
from tests.e2e.journey.people import gather, heading, press, signed_in, supervises_for_two_months
from tests.e2e.journey.testing import answer_all, hand_in, newest
from tests.factories.accounts import UserFactory, with_role
from tests.factories.certificates import awarded_on, issued

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world(new_page):
    return gather(partial(new_page, scripts=False))


def test_joining_learning_tests_evidence_and_hours_need_no_script(world):
    page = join(world)
    learn_a_little(page)
    take_the_test(page)
    send_piece(page, FIRST)
    mark(signed_in(world, world.bo), met={"L1": "met", "L2": "met"})
    assert Judgement.objects.get().outcome == "met"
    log_and_sign(world, page)


def learn_a_little(page):
    begin(page)
    answer_one_check(page)
    say_yes_to_the_journal(page)
    page.locator("textarea").first.fill(WORDS)
    press(page, "Save and come back later")
    assert heading(page) == "Your place is saved"
    press(page, "Go back to: What is it like to be heard?")
    assert page.locator("textarea").first.input_value() == read_entry(JournalEntry.objects.get()) == WORDS
    press(page, "Next: Questions, echoes and quiet")


def take_the_test(page):
    page.goto("/test/core-knowledge/")
    press(page, "Start the test")
    answer_all(page, newest(), right=True)
    hand_in(page)
    page.get_by_role("heading", name="You have passed", exact=True).wait_for()


def log_and_sign(world, page):
    supervises_for_two_months(world)
    log_session(page)
    log_practice(page)
    sign_all(signed_in(world, world.cy), 2)
    assert set(Entry.objects.values_list("kind", "state")) == {("supervision", "countersigned"), ("practice", "countersigned")}


def test_checking_a_certificate_needs_no_script(new_page):
    ada, di = UserFactory(called="Ada"), with_role("board", "Di")
    choose_certificate_name(person=ada, name="Ada Lúcia Canário", check_name="Canário", lang="pt")
    said = issued(awarded_on(ada, clock.today() - timedelta(days=30), di)).snapshot.open()
    stranger = new_page(scripts=False)
    assert ask(stranger, show_number(said.number), "canario") == CURRENT
    assert scan(stranger, said.code, "Canário") == CURRENT
    assert ask(stranger, show_number(said.number), "Lindqvist") == "We cannot confirm this"
