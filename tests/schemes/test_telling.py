"""The mail that there is news: never what it is, and a decision not between Friday afternoon and Monday morning."""

from datetime import UTC, datetime, timedelta

import pytest

from lms.core import clock
from lms.core.models import OutboxMessage
from schemes.dates import authority_day, evidence_day
from schemes.models import CertificationEvent, Decision
from schemes.services import suspend
from schemes.services.tell import is_quiet, tell_of_decision, tell_of_event, tell_what_waited
from tests.factories.accounts import UserFactory
from tests.factories.schemes import board_member, certified, decided, sent

FRIDAY_NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SATURDAY = datetime(2026, 11, 21, 12, tzinfo=UTC)
MONDAY_TEN = datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (FRIDAY_NOON, False),
        (FRIDAY_NOON.replace(hour=15, minute=59), False),
        (FRIDAY_NOON.replace(hour=16), True),
        (SATURDAY, True),
        (SATURDAY + timedelta(days=1), True),
        (MONDAY_TEN.replace(hour=8, minute=59), True),
        (MONDAY_TEN.replace(hour=9), False),
        (MONDAY_TEN + timedelta(days=1), False),
    ],
)
def test_quiet_hours(moment, expected):
    assert is_quiet(moment) is expected


@pytest.mark.django_db
def test_a_notice_names_neither_result_nor_subject():
    decision = decided(sent(UserFactory(called="Ada", email="ada@example.org")), "not_this_time", reasons="The canary")
    OutboxMessage.objects.all().delete()
    assert tell_of_decision(decision=decision, at=FRIDAY_NOON)
    mail = OutboxMessage.objects.get()
    assert mail.subject == "There is news for you"
    for word in ("canary", "award", "peer", "certif", "not this time"):
        assert word not in (mail.subject + mail.body.split("http")[0]).lower()


@pytest.mark.django_db
def test_what_a_quiet_hour_held_back_is_told_later_and_once():
    decision = decided(sent(UserFactory(email="ada@example.org")))
    OutboxMessage.objects.all().delete()
    assert not tell_of_decision(decision=decision, at=SATURDAY)
    now = clock.now()
    weekday = now + timedelta(days=(9 - now.weekday()) % 7)  # a Wednesday within the coming week
    assert tell_what_waited(weekday.replace(hour=12)) == 1
    assert tell_what_waited(weekday.replace(hour=12)) == 0
    assert OutboxMessage.objects.count() == 1


@pytest.mark.django_db
def test_quiet_hours_are_those_where_the_person_lives():
    decision = decided(sent(UserFactory(email="ada@example.org", time_zone="Pacific/Auckland")))
    OutboxMessage.objects.all().delete()
    assert not tell_of_decision(decision=decision, at=FRIDAY_NOON)  # Saturday morning in Auckland


@pytest.mark.django_db
def test_a_change_of_standing_is_told_at_once_and_people_without_an_address_are_left_alone():
    held = certified(UserFactory(email="ada@example.org"), by=board_member("Yusra"))
    before = OutboxMessage.objects.count()
    event = suspend(certification=held, by=board_member(), reason="concern", private_note="x", effective_on=authority_day())
    assert OutboxMessage.objects.count() == before + 1
    held.person.email = None
    held.person.save()
    assert not tell_of_event(event=CertificationEvent.objects.select_related("certification__person").get(pk=event.pk))
    assert Decision.objects.count() == 1


def test_the_evidence_day_is_never_before_the_authoritys():
    assert evidence_day() >= authority_day()
