"""During a break nothing comes; otherwise by the way, on the days and about what each person chose."""

from datetime import UTC, date, datetime

import pytest
from django.core import mail

from accounts.models import Break
from accounts.services import choose_messages
from lms.core.jobs import run_waiting_jobs
from lms.core.models import OutboxMessage
from tests.accounts.messages.conftest import NIGHT, say, tick, whats
from tests.factories.accounts import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_during_a_break_nothing_comes_but_safety_and_afterwards_no_heap(ada, time):
    held = Break.objects.create(person=ada, began_on=date(2026, 11, 20))
    for number in range(4):
        say(ada, "test.note", f"n{number}")
    say(ada, "test.news", "news")
    say(ada, "test.reminder", "old")
    say(ada, "test.now", "now")
    for _day in range(20):
        tick(time)
        time.forward(days=1)
    assert len(mail.outbox) == 1
    assert sorted(whats(kind="test.note")) == ["held"] * 4 + ["written"] * 4
    assert OutboxMessage.objects.get(kind="test.reminder").state == "dropped"
    held.ended_on = time.moment.date()
    held.save()
    tick(time)
    tick(time)
    after = mail.outbox[1:]
    assert sorted(sent.subject for sent in after) == ["Something for you", "What is new for you"]
    assert [sent.body.count("* Something for you") for sent in after if sent.subject == "What is new for you"] == [4]


def test_what_was_dropped_leaves_no_words(ada, time):
    Break.objects.create(person=ada, began_on=date(2026, 11, 20))
    say(ada, "test.reminder")
    time.forward(days=15)
    tick(time)
    message = OutboxMessage.objects.get()
    assert (message.state, message.subject, message.body, message.link) == ("dropped", "", "", "")


def test_the_day_that_somebody_chose_in_their_break_is_told(ada):
    Break.objects.create(person=ada, began_on=date(2026, 11, 20))
    say(ada, "test.asked_for")
    run_waiting_jobs()
    assert [sent.subject for sent in mail.outbox] == ["The day you chose"]


def test_a_break_that_begins_while_a_message_waits_holds_it(ada, time):
    time.set(NIGHT)
    say(ada)
    Break.objects.create(person=ada, began_on=date(2026, 11, 25))
    time.forward(hours=12)
    tick(time)
    assert mail.outbox == []
    assert OutboxMessage.objects.get().state == "held"


def test_somebody_without_an_address_finds_everything_here():
    eve = UserFactory(called="Eve", email=None)
    message = say(eve)
    assert (message.state, message.channel) == ("here", "here")
    assert "Hello Eve" in message.body
    assert mail.outbox == []


def test_who_chose_the_service_gets_no_mail_but_for_safety(ada):
    choose_messages(person=ada, channel="here")
    assert say(ada, "test.note").state == "here"
    assert say(ada, "test.news").state == "here"
    say(ada, "test.now")
    run_waiting_jobs()
    assert len(mail.outbox) == 1


def test_what_was_switched_off_is_not_told_and_what_must_be_is(ada):
    off = dict.fromkeys(("test.note", "test.reminder", "test.must", "test.news", "test.now"), False)
    choose_messages(person=ada, choices=off)
    assert [say(ada, kind) is None for kind in off] == [True, True, False, False, False]


def test_offers_come_only_to_those_who_asked(ada):
    assert say(ada, "test.offer") is None
    choose_messages(person=ada, choices={"test.offer": True})
    assert say(ada, "test.offer")


def test_one_mail_a_day_names_what_there_is_and_leads_there(ada, time):
    choose_messages(person=ada, digest="daily")
    say(ada, "test.note", "1")
    say(ada, "test.reminder", "2")
    say(ada, "test.news", "3")  # never in a list
    run_waiting_jobs()
    assert [sent.subject for sent in mail.outbox] == ["Something for you"]
    time.set(datetime(2026, 11, 25, 9, 3, tzinfo=UTC))
    tick(time)
    tick(time)
    digest = mail.outbox[1]
    assert (len(mail.outbox), digest.subject) == (2, "What is new for you")
    assert digest.body.count("http://localhost:8000/hours/") == 2
    assert set(OutboxMessage.objects.filter(kind__in=["test.note", "test.reminder"]).values_list("state", flat=True)) == {"here"}


def test_other_hours_move_what_waits(ada, time):
    time.set(NIGHT)
    say(ada)
    choose_messages(person=ada, from_hour=6, days="2")
    assert OutboxMessage.objects.get().not_before == datetime(2026, 11, 25, 6, tzinfo=UTC)


def test_nobody_who_left_is_told_anything(ada):
    ada.is_active = False
    ada.save()
    assert say(ada) is None
    assert say(ada, "test.now")
