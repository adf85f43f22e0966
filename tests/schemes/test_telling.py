"""The mail that there is news: never what it is, and a decision not between Friday afternoon and Monday morning.

When a message may go is held in tests/accounts/messages/test_when.py; here, that decisions and changes of standing go by it.
"""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.messaging.kinds import kinds
from accounts.services.delivery import deliver_due
from lms.core.models import OutboxMessage
from schemes.dates import authority_day, evidence_day
from schemes.models import CertificationEvent, Decision
from schemes.services import suspend
from schemes.services.tell import tell_of_decision, tell_of_event
from tests.factories.accounts import UserFactory
from tests.factories.schemes import board_member, certified, decided, sent

FRIDAY_NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SATURDAY = datetime(2026, 11, 21, 12, tzinfo=UTC)
MONDAY_TEN = datetime(2026, 11, 23, 10, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def untold(**ada):
    """A decision of which nobody was told yet."""
    decision = decided(sent(UserFactory(called="Ada", **{"email": "ada@example.org", **ada})), "not_this_time", reasons="The canary")
    OutboxMessage.objects.all().delete()
    return decision


def test_a_notice_names_neither_result_nor_subject():
    tell_of_decision(decision=untold(), at=FRIDAY_NOON)
    mail = OutboxMessage.objects.get()
    assert (mail.subject, mail.state) == ("There is news for you", "going")
    for word in ("canary", "award", "peer", "certif", "not this time"):
        assert word not in (mail.subject + mail.body.split("http")[0]).lower()


def test_what_a_quiet_hour_held_back_is_told_later_and_once():
    decision = untold()
    for _ in range(2):
        assert tell_of_decision(decision=decision, at=SATURDAY).not_before == MONDAY_TEN.replace(hour=9)
    assert deliver_due(SATURDAY + timedelta(hours=12)) == 0
    assert deliver_due(MONDAY_TEN) == 1
    assert deliver_due(MONDAY_TEN) == 0
    assert OutboxMessage.objects.get().state == "going"


def test_quiet_hours_are_those_where_the_person_lives():
    message = tell_of_decision(decision=untold(time_zone="Pacific/Auckland"), at=FRIDAY_NOON)  # Saturday morning in Auckland
    assert (message.state, message.not_before) == ("waiting", datetime(2026, 11, 22, 20, tzinfo=UTC))


def test_a_change_of_standing_is_told_at_once_whatever_the_hour():
    """A checker would read it before the holder does."""
    assert kinds()["schemes.event"].weight == "now"
    held = certified(UserFactory(email="ada@example.org"), by=board_member("Yusra"))
    OutboxMessage.objects.all().delete()
    suspend(certification=held, by=board_member(), reason="concern", private_note="x", effective_on=authority_day())
    mail = OutboxMessage.objects.get()
    assert (mail.subject, mail.state) == ("There is news for you", "going")
    assert "suspen" not in mail.body.lower()


def test_people_without_an_address_find_the_news_on_the_service():
    held = certified(UserFactory(email="ada@example.org"), by=board_member("Yusra"))
    event = suspend(certification=held, by=board_member(), reason="concern", private_note="x", effective_on=authority_day())
    OutboxMessage.objects.all().delete()
    held.person.email = None
    held.person.save()
    message = tell_of_event(event=CertificationEvent.objects.select_related("certification__person").get(pk=event.pk))
    assert (message.state, message.link) == ("here", "/record/")
    assert Decision.objects.count() == 1


def test_the_evidence_day_is_never_before_the_authoritys():
    assert evidence_day() >= authority_day()
