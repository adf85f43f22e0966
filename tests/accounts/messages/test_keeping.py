"""Words go after thirty days, the log after two years, and all words with the person."""

import json

import pytest
from django.core import mail

from accounts.messaging.records import NAME, forget_lines, forget_words
from accounts.models import MessagePreference
from accounts.services import choose_messages, erase, tell
from accounts.services.delivery import deliver_due
from lms.core.jobs import run_waiting_jobs
from lms.core.models import DeliveryLine, OutboxMessage
from lms.core.registry import contributions
from tests.factories.accounts import UserFactory, with_role

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def say(person, key="1"):
    return tell(person=person, kind="test.note", key=key, values={"link": "http://localhost:8000/canary/"})


def test_words_of_what_was_delivered_go_and_the_row_stays_so_that_nothing_is_told_twice(time):
    eve = UserFactory(called="Eve", email=None)
    say(eve)
    waiting = say(UserFactory(email=None), "2")
    OutboxMessage.objects.filter(pk=waiting.pk).update(state="waiting", sent_at=None)
    time.forward(days=31)
    assert forget_words(time.moment) == 1
    assert forget_words(time.moment) == 0
    assert "canary" not in str(OutboxMessage.objects.filter(to_ref=eve.public_id).values())
    assert "canary" in OutboxMessage.objects.get(pk=waiting.pk).body
    say(eve)
    assert OutboxMessage.objects.count() == 2


def test_the_log_goes_after_its_time(ada, time):
    say(ada)
    run_waiting_jobs()
    before = time.moment
    time.forward(days=730)
    say(ada, "2")
    assert forget_lines(before.replace(hour=13)) == 2
    assert list(DeliveryLine.objects.values_list("what", flat=True)) == ["written"]


def test_both_times_are_on_the_list_of_what_is_kept():
    kept = {keeping.key: keeping.days for keeping in dict(contributions("keep"))[NAME]()}
    assert kept == {"accounts.mail_bodies": 30, "accounts.delivery_log": 730}


def test_after_an_erasure_no_word_is_left_and_nothing_is_sent(ada, time):
    time.forward(hours=11)
    say(ada)
    choose_messages(person=ada, digest="daily")
    MessagePreference.objects.update(unreachable_address="ada@example.org")
    plan = dict(contributions("plan"))[NAME](ada)
    assert {line.fate for line in plan} == {"now", "later"}
    erase(person=ada, by=with_role("admin", "Ash"), reason="asked")
    time.forward(days=1)
    deliver_due(time.moment)
    run_waiting_jobs()
    assert mail.outbox == []
    assert not OutboxMessage.objects.exists()
    assert not MessagePreference.objects.exists()
    assert tell(person=ada, kind="test.now", key="3", values={"link": "x"}) is None


def test_a_copy_of_everything_holds_what_was_said(ada):
    choose_messages(person=ada, digest="daily")
    say(ada)
    found = json.loads(json.dumps(dict(contributions("export"))[NAME](ada)))
    assert found["message_choices"]["digest"] == "daily"
    assert "canary" in found["messages"][0]["words"]
    assert found["message_log"][0][1:] == ["test.note", 0, "mail", "written"]
