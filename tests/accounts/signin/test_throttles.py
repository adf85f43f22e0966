"""A hundred sign-in codes a minute: kind answers, few mails, and others still get in."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lms.core.jobs import run_waiting_jobs
from lms.core.models import OutboxMessage
from tests.factories.accounts import UserFactory

from .parts import by_password, mailed_code, with_password

pytestmark = [pytest.mark.django_db, pytest.mark.both]
CODE = "/accounts/login/code/"


@pytest.fixture
def ada():
    return UserFactory(email="ada@example.org")


@pytest.fixture
def cy():
    return with_password(UserFactory(called="Cy", email="cy@example.org"))


def storm(address, times=100, **more):
    return [Client(**more).post(CODE, {"email": address.format(n=number)}) for number in range(times)]


def seen(answer):
    return answer.status_code, answer.headers.get("Location", "")


def test_a_hundred_for_one_address_are_three_mails_and_kind_words(ada):
    answers = storm("ada@example.org")
    run_waiting_jobs()
    assert len(mail.outbox) == 3
    assert {answer.status_code for answer in answers} == {302, 200}
    words = answers[-1].content.decode()
    assert "That was a lot of tries. Wait a few minutes, then try again." in words


def test_an_unknown_address_is_answered_alike_to_the_hundredth(ada):
    known, unknown = storm("ada@example.org", 6), storm("nobody@example.org", 6)
    assert [seen(answer) for answer in known] == [seen(answer) for answer in unknown]


def test_another_person_behind_the_same_router_still_gets_in(ada, cy, client):
    storm("ada@example.org")
    client.post(CODE, {"email": cy.email})
    client.post("/accounts/login/code/confirm/", {"code": mailed_code(cy.email)})
    assert client.session["_auth_user_id"] == str(cy.pk)


def test_a_hundred_addresses_from_one_place_are_stopped_and_others_elsewhere_are_not(cy, client):
    answers = storm("person{n}@example.org", REMOTE_ADDR="10.1.1.1")
    assert sum(answer.status_code == 302 for answer in answers) <= 60
    assert {answer.status_code for answer in answers} <= {302, 200, 429}
    client.post(CODE, {"email": cy.email}, REMOTE_ADDR="10.2.2.2")
    client.post("/accounts/login/code/confirm/", {"code": mailed_code(cy.email)}, REMOTE_ADDR="10.2.2.2")
    assert client.session["_auth_user_id"] == str(cy.pk)


def test_codes_are_not_guessed(ada, client):
    client.post(CODE, {"email": ada.email})
    right = mailed_code(ada.email)
    for number in range(6):
        client.post("/accounts/login/code/confirm/", {"code": f"{number:06d}"})
    client.post("/accounts/login/code/confirm/", {"code": right})
    assert "_auth_user_id" not in client.session


def test_passwords_are_not_guessed_and_the_owner_has_other_ways(cy, client):
    for _ in range(7):
        client.post("/sign-in/", {"login": cy.email, "password": "not this one"})
    assert "_auth_user_id" not in client.session
    by_password(client, cy)
    assert "_auth_user_id" not in client.session
    client.post(CODE, {"email": cy.email})
    client.post("/accounts/login/code/confirm/", {"code": mailed_code(cy.email)})
    assert client.session["_auth_user_id"] == str(cy.pk)


@pytest.mark.parametrize(
    ("page", "field"), [(CODE, "email"), ("/accounts/password/reset/", "email"), ("/sign-in/", "login")], ids=["code", "reset", "password"]
)
def test_unknown_addresses_get_the_same_answer(ada, page, field):
    def answer(address):
        client = Client()
        said = client.post(page, {field: address, "password": "not this one"}, follow=True)
        words = re.sub(r'value="[^"]*"', "", said.content.decode()).replace(address, "X")
        return said.status_code, said.redirect_chain, words

    known, unknown = answer("ada@example.org"), answer("abc@example.org")
    assert known == unknown


def test_asking_for_a_code_is_the_same_work_for_an_unknown_address(ada):
    """The mail goes out later, by a job, and what is written for an unknown address is taken back: the clock tells nothing."""
    costs = []
    for address in ("ada@example.org", "abc@example.org"):
        with CaptureQueriesContext(connection) as asked:
            Client().post(CODE, {"email": address})
        costs.append(len(asked))
    assert mail.outbox == []
    assert [message.address for message in OutboxMessage.objects.all()] == ["ada@example.org"]
    assert abs(costs[0] - costs[1]) <= 4
