"""Ada is told things; the clock stands on a Tuesday at noon unless a test says otherwise."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils.translation import gettext_lazy as _

from accounts.messaging import kinds as registered
from accounts.messaging.kinds import message_kind
from accounts.services import tell
from accounts.services.delivery import deliver_due
from lms.core import clock
from lms.core.jobs import run_waiting_jobs
from lms.core.models import DeliveryLine
from tests.factories.accounts import UserFactory

TUESDAY = datetime(2026, 11, 24, 12, tzinfo=UTC)
NIGHT = datetime(2026, 11, 24, 23, tzinfo=UTC)
LINK = {"link": "http://localhost:8000/hours/"}
BODY = _("Hello {called},\n\nplease look: {link}\n")


class Clock:
    """The clock of the service for one test."""

    def __init__(self):
        self.moment = TUESDAY

    def set(self, moment):
        self.moment = moment

    def forward(self, **spans):
        self.moment += timedelta(**spans)


@pytest.fixture(autouse=True)
def time(monkeypatch):
    """Time as the test sets it: what is told at night waits, and a test must not depend on when it runs."""
    ours = Clock()
    monkeypatch.setattr(clock, "now", lambda: ours.moment)
    monkeypatch.setattr(clock, "today", lambda: ours.moment.date())
    return ours


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    """One kind of each weight, beside the real ones; gone after the test."""
    monkeypatch.setattr(registered, "_kinds", dict(registered._kinds))
    for weight in ("now", "news", "note", "reminder"):
        message_kind(f"test.{weight}", weight=weight, says=f"A {weight}", subject=_("Something for you"), body=BODY)
    message_kind("test.must", weight="note", must=True, says="Legal", subject="A notice", body="Read this.\n")
    message_kind("test.offer", weight="note", opt_in=True, says="Offers", subject="An offer", body="Words.\n")
    message_kind("test.asked_for", weight="note", in_breaks=True, says="The day I chose", subject="The day you chose", body="Words.\n")
    message_kind("test.code", weight="now", secret=True, says="A code", subject="A code", body="It is {code}.\n")


@pytest.fixture
def ada():
    return UserFactory(called="Ada", email="ada@example.org")


def say(person, kind="test.note", key="1", **values):
    return tell(person=person, kind=kind, key=key, values={**LINK, **values})


def tick(time):
    deliver_due(time.moment)
    return run_waiting_jobs()


def whats(**about):
    return list(DeliveryLine.objects.filter(**about).order_by("pk").values_list("what", flat=True))
