"""What is told is written with the act, once, and delivered at its hour."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction

from accounts.services.delivery import deliver_due
from lms.core.jobs import run_waiting_jobs
from lms.core.models import DeliveryLine, Job, OutboxMessage
from tests.accounts.messages.conftest import NIGHT, say, tick, whats
from tests.factories.accounts import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_a_message_is_written_with_the_act_that_causes_it(ada):
    @transaction.atomic
    def act():
        say(ada)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        act()
    assert not OutboxMessage.objects.exists()
    assert not Job.objects.exists()
    assert not DeliveryLine.objects.exists()


def test_the_same_key_twice_is_one_message(ada):
    assert say(ada).pk == say(ada).pk
    run_waiting_jobs()
    assert len(mail.outbox) == 1
    assert whats() == ["written", "sent"]


def test_a_mail_is_plain_and_says_where_help_is_and_how_to_choose(ada):
    say(ada, "test.reminder")
    run_waiting_jobs()
    [sent] = mail.outbox
    assert (sent.subject, sent.to, sent.from_email) == ("Something for you", ["ada@example.org"], "Alongside <hello@alongside.example>")
    assert sent.body.startswith("Hello Ada,\n\nplease look: http://localhost:8000/hours/")
    assert "http://localhost:8000/support/" in sent.body
    assert "http://localhost:8000/me/messages/" in sent.body
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"
    assert sent.extra_headers["List-Unsubscribe"] == "<http://localhost:8000/me/messages/>"
    assert sent.content_subtype == "plain"


def test_what_cannot_be_switched_off_offers_no_way_to_switch_it_off(ada):
    say(ada, "test.now")
    run_waiting_jobs()
    assert "List-Unsubscribe" not in mail.outbox[0].extra_headers


@pytest.mark.parametrize(
    ("kind", "goes"),
    [
        ("test.now", NIGHT),
        ("test.news", datetime(2026, 11, 25, 9, tzinfo=UTC)),
        ("test.note", datetime(2026, 11, 25, 9, tzinfo=UTC)),
        ("test.reminder", datetime(2026, 11, 25, 9, tzinfo=UTC)),
    ],
)
def test_at_night_only_safety_goes(ada, time, kind, goes):
    time.set(NIGHT)
    say(ada, kind)
    tick(time)
    assert len(mail.outbox) == (goes == NIGHT)
    time.set(datetime(2026, 11, 25, 8, 59, tzinfo=UTC))
    tick(time)
    assert len(mail.outbox) == (goes == NIGHT)
    time.set(datetime(2026, 11, 25, 9, 4, tzinfo=UTC))
    tick(time)
    assert len(mail.outbox) == 1


def test_news_on_a_friday_afternoon_waits_for_monday(ada, time):
    time.set(datetime(2026, 11, 20, 16, tzinfo=UTC))
    say(ada, "test.news")
    for hours in range(0, 65, 5):
        time.set(datetime(2026, 11, 20, 16, tzinfo=UTC) + timedelta(hours=hours))
        call_command("tick", verbosity=0)
        assert mail.outbox == []
    time.set(datetime(2026, 11, 23, 9, 2, tzinfo=UTC))
    call_command("tick", verbosity=0)
    call_command("tick", verbosity=0)
    assert len(mail.outbox) == 1


def test_news_waits_for_the_holidays_of_the_country_where_the_person_lives(time):
    time.set(datetime(2026, 11, 25, 12, tzinfo=UTC))  # the day before Thanksgiving
    usual, american = UserFactory(country="GB"), UserFactory(country="US")
    assert say(usual, "test.news", "a").state == "going"
    waiting = say(american, "test.news", "b")
    assert (waiting.state, waiting.not_before) == ("waiting", datetime(2026, 11, 27, 9, tzinfo=UTC))


def test_two_ticks_send_once(ada, time):
    time.set(NIGHT)
    say(ada)
    time.forward(hours=12)
    assert deliver_due(time.moment) == 1
    assert deliver_due(time.moment) == 0
    run_waiting_jobs()
    assert len(mail.outbox) == 1


def test_a_worker_killed_after_sending_sends_the_same_mail_again_under_the_same_id(ada):
    """At least once: a mail program knows the second for the first by its Message-ID."""
    message = say(ada)
    run_waiting_jobs()
    OutboxMessage.objects.filter(pk=message.pk).update(state="going", sent_at=None)
    Job.objects.update(state="waiting")
    run_waiting_jobs()
    first, second = mail.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
