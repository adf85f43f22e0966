"""What is told is written with the act, once, and delivered at its hour."""

import email.header
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction

from accounts.models import Break
from accounts.services import choose_messages, delivery, release_wording, tell, write_to
from accounts.services.delivery import deliver_due
from lms.core.jobs import run_waiting_jobs
from lms.core.models import DeliveryLine, Job, OutboxMessage
from tests.accounts.messages.conftest import NIGHT, TUESDAY
from tests.factories.accounts import UserFactory, with_role

pytestmark = [pytest.mark.django_db, pytest.mark.both]
LINK = {"link": "http://localhost:8000/hours/"}


def say(person, kind="test.note", key="1", **values):
    return tell(person=person, kind=kind, key=key, values={**LINK, **values})


def tick(time):
    deliver_due(time.moment)
    return run_waiting_jobs()


def whats(**about):
    return list(DeliveryLine.objects.filter(**about).order_by("pk").values_list("what", flat=True))


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


# --- breaks --------------------------------------------------------------------------------------------------------------


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
    assert whats(kind="test.note") == ["written", "held"] * 4 or sorted(whats(kind="test.note")) == ["held"] * 4 + ["written"] * 4
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


# --- one's own way -------------------------------------------------------------------------------------------------------


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


# --- words ---------------------------------------------------------------------------------------------------------------


def test_a_name_cannot_start_another_header():
    eve = UserFactory(called="Eve\r\nBcc: all@example.org\u2028X: y\u2029Z\x85W\u202e", email="eve@example.org")
    with_subject = {"subject": "For {called}", "body": "Hello {called}, {link}", "based_on": 0}
    from accounts import messages as registered

    registered.message_kind("test.named", weight="now", says="x", subject="For {called}", body="Hello {called}, {link}\n")
    release_wording(kind="test.named", language="en-gb", by=with_role("admin", "Ash"), **with_subject)
    say(eve, "test.named")
    write_to(address="a@example.org", kind="test.now", key="x", values={**LINK, "called": "x"}, sender="Gus\r\nBcc: b@example.org\u2028")
    run_waiting_jobs()
    for sent in mail.outbox:
        assert {"Bcc", "X"} & {*sent.message().keys()} == set()
        assert "\nBcc" not in sent.body
        assert len(sent.subject.splitlines()) == 1
    assert mail.outbox[0].subject == "For Eve Bcc: all@example.org X: y Z W"
    assert mail.outbox[1].from_email.endswith("<hello@alongside.example>")


def test_an_invitation_comes_from_a_person_and_leaves_nobodys_name_behind():
    write_to(address="a@example.org", kind="test.now", key="x", values={**LINK, "called": "x"}, sender="Gus Núñez")
    run_waiting_jobs()
    sender = email.header.make_header(email.header.decode_header(mail.outbox[0].message()["From"]))
    assert str(sender) == "Gus Núñez <hello@alongside.example>"
    assert "Gus" not in str(OutboxMessage.objects.values())


def test_many_who_rest_do_not_keep_one_from_their_turn(ada, time, monkeypatch):
    monkeypatch.setattr(delivery, "AT_ONCE", 2)
    for number in range(4):
        resting = UserFactory()
        Break.objects.create(person=resting, began_on=date(2026, 11, 20))
        say(resting, key=f"r{number}")
    time.set(NIGHT)
    say(ada)
    time.forward(hours=12)
    tick(time)
    assert [sent.to for sent in mail.outbox] == [["ada@example.org"]]


def test_a_value_is_never_read_as_a_wording(ada):
    message = say(ada, "test.now", link="{called} {code}")
    assert "please look: {called} {code}" in message.body


def test_a_value_cannot_carry_an_outcome_into_a_subject(ada):
    from accounts import messages as registered

    registered.message_kind("test.what", weight="now", says="x", subject="About {what}", body="Words")
    assert tell(person=ada, kind="test.what", key="1", values={"what": "spring"}).subject == "About spring"
    assert tell(person=ada, kind="test.what", key="2", values={"what": "your suspension"}).subject == "A message for you"


def test_the_released_wording_is_sent_and_the_log_keeps_which(ada):
    ash = with_role("admin", "Ash")
    release_wording(kind="test.note", language="en-gb", subject="A line", body="Dear {called}: {link}", based_on=0, by=ash)
    say(ada)
    run_waiting_jobs()
    assert (mail.outbox[0].subject, mail.outbox[0].body.splitlines()[0]) == ("A line", "Dear Ada: http://localhost:8000/hours/")
    assert set(DeliveryLine.objects.values_list("kind", "version", "to_ref")) == {("test.note", 1, ada.public_id)}


def test_words_that_open_something_lie_sealed_until_they_are_sent(ada):
    message = tell(person=ada, kind="test.code", key="1", values={"code": "canary"})
    stored = OutboxMessage.objects.filter(pk=message.pk).values().get()
    assert "canary" not in str({**stored, "sealed": bytes(stored["sealed"])})
    run_waiting_jobs()
    assert mail.outbox[0].body.startswith("It is canary.")
    assert OutboxMessage.objects.get().sealed is None


def test_the_log_holds_no_words(ada):
    say(ada, link="http://localhost:8000/canary/")
    run_waiting_jobs()
    lines = list(DeliveryLine.objects.values())
    assert len(lines) == 2
    assert "canary" not in str(lines)
    assert "Ada" not in str(lines)
    assert "example.org" not in str(lines)


def test_written_at_noon_it_goes_at_noon(ada):
    assert say(ada).not_before == TUESDAY
