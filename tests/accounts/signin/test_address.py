"""Moving to another e-mail address."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from accounts.models import Invitation, User
from accounts.services.address import change_address, is_free
from lms.core import clock
from lms.core.errors import Refused
from lms.core.jobs import run_waiting_jobs
from tests.factories.accounts import UserFactory

from .parts import by_password, mailed_code, with_password

pytestmark = [pytest.mark.django_db, pytest.mark.both]
NEW = "ada.new@example.org"


@pytest.fixture
def ada():
    return with_password(UserFactory(called="Ada", email="ada@example.org"))


def invite(address):
    fields = {"email": address, "called": "Nur", "expires_at": clock.now() + timedelta(days=3), "token_hash": b"x" * 16}
    Invitation.objects.create(sent_by=UserFactory(), **fields)


def ask(client, address):
    client.post("/me/security/address/", {"email": address})
    return client.get("/me/security/address/code/").content.decode()


def test_a_code_proves_the_new_address_and_the_old_one_is_told(client, ada):
    by_password(client, ada)
    ask(client, "Ada.New@Example.org")
    done = client.post("/me/security/address/code/", {"code": mailed_code(NEW)})
    run_waiting_jobs()
    ada.refresh_from_db()
    assert (done.url, ada.email) == ("/me/security/", NEW)
    assert [message.to for message in mail.outbox] == [[NEW], ["ada@example.org"]]
    assert NEW not in mail.outbox[1].body
    assert client.get("/me/security/").status_code == 200


def test_the_old_address_opens_nothing_any_more_and_others_are_signed_out(client, ada):
    EmailAddress.objects.create(user=ada, email="ada@example.org", verified=True, primary=True)
    elsewhere = Client()
    by_password(elsewhere, ada)
    by_password(client, ada)
    ask(client, NEW)
    client.post("/me/security/address/code/", {"code": mailed_code(NEW)})
    assert elsewhere.get("/me/security/").url.startswith("/sign-in/")
    mail.outbox.clear()
    Client().post("/accounts/login/code/", {"email": "ada@example.org"})
    run_waiting_jobs()
    assert [message.to for message in mail.outbox if message.to == ["ada@example.org"] and re.search(r"\d{6}", message.body)] == []


@pytest.mark.parametrize("whose", ["somebody", "listed", "invited"])
def test_an_address_of_somebody_else_gets_the_same_words_and_no_mail(client, ada, whose):
    if whose == "somebody":
        UserFactory(email="taken@example.org")
    elif whose == "listed":
        EmailAddress.objects.create(user=UserFactory(), email="taken@example.org", verified=True)
    else:
        invite("taken@example.org")
    by_password(client, ada)
    free, taken = ask(client, NEW), ask(client, "taken@example.org")

    def same(page):
        return re.sub(r'value="[^"]*"', "", page)

    assert same(free).replace(NEW, "X") == same(taken).replace("taken@example.org", "X")
    run_waiting_jobs()
    assert [message.to for message in mail.outbox] == [[NEW]]
    assert not is_free("taken@example.org")


def test_a_code_for_one_address_proves_no_other(client, ada):
    by_password(client, ada)
    ask(client, NEW)
    code = mailed_code(NEW)
    ask(client, "other@example.org")
    assert client.post("/me/security/address/code/", {"code": code}).status_code == 422
    ada.refresh_from_db()
    assert ada.email == "ada@example.org"


def test_taken_between_the_code_and_the_change(ada):
    UserFactory(email=NEW)
    with pytest.raises(Refused):
        change_address(person=ada, address=NEW)
    assert User.objects.get(pk=ada.pk).email == "ada@example.org"


@pytest.mark.parametrize(
    "sneaky", ["ada@example.org\nBcc: eve@example.org", "x@example.org\r\nSubject: hi", "eve@example.org, ada@example.org"]
)
def test_an_address_is_one_address(client, ada, sneaky):
    by_password(client, ada)
    assert client.post("/me/security/address/", {"email": sneaky}).status_code == 422
    run_waiting_jobs()
    assert mail.outbox == []


def test_the_form_cannot_name_somebody_else(client, ada):
    eve = UserFactory(email="eve@example.org")
    by_password(client, ada)
    client.post("/me/security/address/", {"email": NEW, "user": eve.pk, "person": eve.public_id, "pk": eve.pk})
    client.post("/me/security/address/code/", {"code": mailed_code(NEW), "user": eve.pk, "about": "eve2@example.org"})
    eve.refresh_from_db()
    assert eve.email == "eve@example.org"
