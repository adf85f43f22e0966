"""Either address, either password, one record; the kept record's second lock is the one that is asked for."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth import SESSION_KEY
from django.core import mail
from django.urls import reverse

from accounts.models import User
from accounts.services import merge, undo_merge
from lms.core.jobs import run_waiting_jobs
from tests.factories.accounts import UserFactory, with_role

from .people import joined, two_adas

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def records():
    ada, second = two_adas()
    for person, word in ((ada, "first-passphrase"), (second, "second-passphrase")):
        person.set_password(word)
        person.save()
    return ada, second


def signed_in(client) -> int | None:
    found = client.session.get(SESSION_KEY)
    return int(found) if found else None


def with_password(client, address: str, word: str):
    return client.post("/sign-in/", {"login": address, "password": word})


@pytest.mark.parametrize(("address", "word"), [("ada@example.org", "first-passphrase"), ("second@example.org", "second-passphrase")])
def test_either_address_with_its_password_opens_the_one_record(client, records, address, word):
    joined(*records)
    with_password(client, address, word)
    assert signed_in(client) == records[0].pk


def test_a_password_does_not_open_the_other_address(client, records):
    joined(*records)
    with_password(client, "second@example.org", "first-passphrase")
    assert signed_in(client) is None


def test_a_code_sent_to_the_second_address_opens_the_one_record(client, records):
    joined(*records)
    mail.outbox.clear()
    client.post(reverse("account_request_login_code"), {"email": "second@example.org"})
    run_waiting_jobs()
    [sent] = [message for message in mail.outbox if message.to == ["second@example.org"] and re.search(r"\b\d{6}\b", message.body)]
    code = re.search(r"\b\d{6}\b", sent.body).group()
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert signed_in(client) == records[0].pk


def test_the_second_lock_of_the_kept_record_is_asked_for(client):
    """Otherwise joining a record to a member of staff would open the staff account with the record's own password."""
    bo, second = with_role("assessor", "Bo"), UserFactory(email="second@example.org")
    second.set_password("second-passphrase")
    second.save()
    TOTP.activate(bo, generate_totp_secret())
    joined(bo, second)
    answer = with_password(client, "second@example.org", "second-passphrase")
    assert (answer.status_code, answer.url) == (302, "/accounts/2fa/authenticate/")
    assert signed_in(client) is None
    assert client.get("/marking/").status_code == 302


def test_sessions_of_the_second_record_end_when_it_is_joined(client, records):
    ada, second = records
    with_password(client, "second@example.org", "second-passphrase")
    assert signed_in(client) == second.pk
    joined(ada, second)
    assert client.get("/home/").status_code == 302


def test_taken_apart_both_are_signed_out_and_each_opens_its_own_again(client, records):
    ada, second = records
    made = joined(ada, second)
    with_password(client, "second@example.org", "second-passphrase")
    assert signed_in(client) == ada.pk
    undo_merge(merge=made, by=None, reason="objection")
    assert client.get("/home/").status_code == 302
    with_password(client, "second@example.org", "second-passphrase")
    assert signed_in(client) == second.pk


def test_the_demo_button_of_a_second_record_opens_the_one_record(client):
    ada, second = UserFactory(email="trainee@demo.example"), UserFactory(email="newcomer@demo.example")
    joined(ada, second)
    client.post("/demo/sign-in/", {"person": "newcomer"})
    assert signed_in(client) == ada.pk


def test_both_addresses_stay_taken(records):
    joined(*records)
    assert sorted(User.objects.values_list("email", flat=True).filter(pk__in=[each.pk for each in records])) == [
        "ada@example.org",
        "second@example.org",
    ]


def test_a_closed_record_opens_to_nobody_through_the_second_one(client, records):
    ada, second = records
    merge(kept=ada, joined=second, by=with_role("privacy", "Pia"), reason="asked")
    User.objects.filter(pk=ada.pk).update(is_active=False)
    with_password(client, "second@example.org", "second-passphrase")
    assert signed_in(client) is None
