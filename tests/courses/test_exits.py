"""Exits while learning: the button where somebody may be watched, and a break in the journal."""

import pytest

from accounts.models import ConsentText
from accounts.services.consents import answer_consent, release_consents
from courses.models import JournalEntry
from tests.factories.accounts import UserFactory
from tests.factories.courses import edition, learning, note, step, text

pytestmark = pytest.mark.django_db


def agree(person, purpose):
    release_consents()
    words = ConsentText.objects.get(purpose=purpose, language="en-gb")
    answer_consent(person=person, purpose=purpose, is_yes=True, seen_sha256=words.sha256)


@pytest.fixture
def ada(client):
    ada = UserFactory(called="Ada")
    client.force_login(ada)
    return ada


def hard(topic):
    return edition([step("hard", {**note(), "value": {**note()["value"], "topics": [topic]}}, text())])


def test_a_step_about_abuse_has_the_button_after_one_page_about_it(client, ada):
    learning(ada, hard("Abuse at home"))
    answer = client.get("/learn/listening/hard/")
    assert answer.url == "/leaving/?back=%2Flearn%2Flistening%2Fhard%2F"
    assert client.post("/leaving/", {"back": "/learn/listening/hard/"}).url == "/learn/listening/hard/"
    page = client.get("/learn/listening/hard/").content.decode()
    assert "data-quick-exit" in page
    assert "quick-exit.js" in page


def test_other_hard_steps_have_no_button(client, ada):
    learning(ada, hard("Loss"))
    assert "data-quick-exit" not in client.get("/learn/listening/hard/").content.decode()


def test_a_break_in_the_journal_saves_first(client, ada):
    agree(ada, "journal")
    answer = client.post("/journal/new/", {"text": "Half a line", "version": "0", "window": "w1", "act": "break"})
    assert answer.url.startswith("/break/?back=%2Fjournal%2F")
    assert JournalEntry.objects.count() == 1
