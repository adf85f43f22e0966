"""Mail servers have trouble, and addresses end: asked again after ever longer waits, or told here."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend

from accounts.messaging.queries import inbox
from accounts.models import MessagePreference
from accounts.services import choose_messages, tell, try_mail_again, write_to
from accounts.services.delivery import deliver_due
from lms.core.jobs import run_waiting_jobs
from lms.core.models import DeliveryLine, OutboxMessage
from lms.core.outbox import BACKOFF

pytestmark = [pytest.mark.django_db, pytest.mark.both]
LINK = {"link": "http://localhost:8000/hours/"}
DOWN, GONE, FULL = ConnectionRefusedError(), smtplib.SMTPRecipientsRefused, "full"
TROUBLE = f"{__name__}.Server"


class Server(BaseEmailBackend):
    """A mail server that answers as the test says."""

    answers = []

    def send_messages(self, messages):
        trouble = self.answers.pop(0) if self.answers else None
        if trouble:
            raise trouble
        mail.outbox += messages


@pytest.fixture(autouse=True)
def server(settings):
    settings.EMAIL_BACKEND = TROUBLE
    Server.answers = []
    return Server


def refused(code):
    return smtplib.SMTPRecipientsRefused({"ada@example.org": (code, b"no")})


def say(ada, key="1", kind="test.now"):
    return tell(person=ada, kind=kind, key=key, values=LINK)


def tick(time):
    deliver_due(time.moment)
    run_waiting_jobs()


@pytest.mark.parametrize("trouble", [ConnectionRefusedError(), TimeoutError(), smtplib.SMTPServerDisconnected(), refused(451)])
def test_a_server_with_trouble_is_asked_again_later_and_the_mail_arrives_once(ada, time, server, trouble):
    server.answers = [trouble]
    say(ada)
    run_waiting_jobs()
    tick(time)
    assert mail.outbox == []
    time.forward(minutes=5)
    tick(time)
    tick(time)
    assert len(mail.outbox) == 1
    assert set(DeliveryLine.objects.values_list("what", "why")) >= {("later", type(trouble).__name__), ("sent", "")}


def test_it_waits_ever_longer_and_gives_up_after_two_days(ada, time, server):
    server.answers = [ConnectionRefusedError()] * 20
    say(ada)
    run_waiting_jobs()
    for wait in BACKOFF:
        time.set(time.moment + wait)
        tick(time)
    message = OutboxMessage.objects.get()
    assert (message.state, len(server.answers)) == ("could_not", 20 - len(BACKOFF) - 1)
    assert timedelta(days=1) < sum(BACKOFF, timedelta()) < timedelta(days=3)
    assert list(inbox(ada)) == [message]
    assert MessagePreference.objects.count() == 0  # the server had trouble, not the address


def test_an_address_that_takes_no_mail_is_not_tried_again_and_the_person_finds_it_here(ada, time, server):
    server.answers = [refused(550)]
    say(ada, kind="test.note")
    run_waiting_jobs()
    time.forward(days=1)
    tick(time)
    assert mail.outbox == []
    assert say(ada, "2", "test.note").state == "here"
    assert [message.subject for message in inbox(ada)] == ["Something for you"] * 2
    assert say(ada, "3", "test.now").channel == "mail"  # safety tries all the same


def test_a_new_address_or_a_word_from_the_person_opens_the_way_again(ada, server):
    server.answers = [refused(550)]
    say(ada, kind="test.note")
    run_waiting_jobs()
    try_mail_again(person=ada)
    assert say(ada, "2", "test.note").channel == "mail"
    MessagePreference.objects.update(unreachable_since="2026-11-24T12:00Z", unreachable_address="ada@example.org")
    assert say(ada, "3", "test.note").channel == "here"
    ada.email = "new@example.org"
    ada.save()
    assert say(ada, "4", "test.note").channel == "mail"


def test_an_invitation_that_cannot_be_delivered_leaves_no_words(server):
    server.answers = [refused(550)]
    write_to(address="ada@example.org", kind="test.now", key="1", values={**LINK, "called": "Ada"})
    run_waiting_jobs()
    message = OutboxMessage.objects.get()
    assert (message.state, message.body) == ("could_not", "")


def test_an_invitation_waits_for_the_server_too(time, server):
    server.answers = [TimeoutError()]
    write_to(address="ada@example.org", kind="test.now", key="1", values={**LINK, "called": "Ada"})
    run_waiting_jobs()
    time.forward(minutes=6)
    tick(time)
    assert len(mail.outbox) == 1


def test_other_wishes_keep_what_the_server_said(ada, server):
    server.answers = [refused(550)]
    say(ada, kind="test.note")
    run_waiting_jobs()
    choose_messages(person=ada, digest="daily")
    assert MessagePreference.objects.get().unreachable_address == "ada@example.org"
