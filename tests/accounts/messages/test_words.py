"""What the words may hold: one line in a header, values once, no outcome in a subject, nothing in the log."""

import email.header
from datetime import date

import pytest
from django.core import mail

from accounts.messaging.kinds import message_kind
from accounts.models import Break
from accounts.services import delivery, release_wording, tell, write_to
from lms.core.jobs import run_waiting_jobs
from lms.core.models import DeliveryLine, OutboxMessage
from tests.accounts.messages.conftest import LINK, NIGHT, TUESDAY, say, tick
from tests.factories.accounts import UserFactory, with_role

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_a_name_cannot_start_another_header():
    eve = UserFactory(called="Eve\r\nBcc: all@example.org\u2028X: y\u2029Z\x85W\u202e", email="eve@example.org")
    with_subject = {"subject": "For {called}", "body": "Hello {called}, {link}", "based_on": 0}
    message_kind("test.named", weight="now", says="x", subject="For {called}", body="Hello {called}, {link}\n")
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
    message_kind("test.what", weight="now", says="x", subject="About {what}", body="Words")
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
