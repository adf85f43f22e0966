"""Private words are kept only for somebody who said yes to it."""

import pytest

from accounts.models import Consent
from accounts.services.consents import withdraw_consent
from courses.models import JournalEntry
from courses.services.write_journal import write_journal
from lms.core.errors import Refused
from lms.core.jobs import run_waiting_jobs
from tests.factories.accounts import UserFactory
from tests.factories.courses import edition, learning, may_write, reflection, step, text

pytestmark = [pytest.mark.django_db, pytest.mark.both]
STEP = "/learn/listening/calm/"
ASKED = "/me/privacy/consents/journal/"


@pytest.fixture
def ada():
    return UserFactory(called="Ada")


@pytest.fixture
def in_step(client, ada):
    learning(ada, edition([step("calm", text(), reflection())]))
    client.force_login(ada)
    return client


def test_before_the_first_entry_the_question_comes_and_leads_back(client, ada):
    client.force_login(ada)
    asked = client.get("/journal/new/", follow=True)
    assert asked.redirect_chain == [(f"{ASKED}?next=%2Fjournal%2Fnew%2F", 302)]
    page = asked.content.decode()
    assert "May we keep what you write for yourself?" in page
    seen = page.split('name="seen" value="')[1].split('"')[0]
    answer = client.post(ASKED, {"seen": seen, "answer": "yes", "next": "/journal/new/"})
    assert answer.url == "/journal/new/"
    assert client.get("/journal/new/").status_code == 200
    client.post("/journal/new/", {"text": "My own words", "version": 0, "window": "a"})
    assert JournalEntry.objects.get().person == ada


def test_a_box_in_a_step_asks_first_and_holds_no_box_until_then(in_step, ada):
    page = in_step.get(STEP).content.decode()
    assert "<textarea" not in page
    assert f"{ASKED}?next=%2Flearn%2Flistening%2Fcalm%2F%23b-r1" in page
    may_write(ada)
    assert "<textarea" in in_step.get(STEP).content.decode()


def test_somebody_who_said_no_goes_on_without(in_step, ada):
    in_step.post(ASKED, {"seen": in_step.get(ASKED).context["question"].words.sha256, "answer": "no"})
    page = in_step.get(STEP).content.decode()
    assert "You said no to private words being kept" in page
    assert in_step.post(STEP, {"act": "next"}).status_code == 302


def test_words_that_come_without_a_yes_are_refused_and_not_lost(in_step, ada):
    answer = in_step.post("/journal/new/", {"text": "My canary words", "version": 0, "window": "a"})
    assert answer.status_code == 422
    assert "My canary words" in answer.content.decode()
    with pytest.raises(Refused):
        write_journal(person=ada, text="Words", version=0)
    assert not JournalEntry.objects.exists()


def test_taking_the_yes_back_empties_the_journal_and_nobody_elses(client, ada, commits):
    zoe = may_write(UserFactory(called="Zoë"))
    write_journal(person=zoe, text="Hers", version=0)
    write_journal(person=may_write(ada), text="Mine", version=0)
    consent = Consent.objects.get(person=ada)
    client.force_login(ada)
    stop = f"/me/privacy/consents/stop/{consent.public_id.lower()}/"
    before = client.get(stop).content.decode()
    assert "we delete everything in your journal, for good" in before
    assert "/me/privacy/download/" in before
    with commits():
        withdraw_consent(consent=consent, by=ada)
    run_waiting_jobs()
    assert [entry.person for entry in JournalEntry.objects.all()] == [zoe]
    consent.refresh_from_db()
    assert consent.effect_done_at


def test_what_is_there_can_be_changed_while_the_question_is_open(ada):
    """Entries from before the question was asked stay their writer's."""
    entry = write_journal(person=may_write(ada), text="Before", version=0).entry
    Consent.objects.all().delete()
    assert write_journal(person=ada, text="After", version=1, entry=entry).version == 2
