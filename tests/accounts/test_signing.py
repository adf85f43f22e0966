"""One way to sign in: a code by e-mail or a password; the CMS's own ways lead to it."""

import re

import pytest
from django.core import mail
from django.test import override_settings
from django.urls import reverse

from lms.core.jobs import run_waiting_jobs
from lms.demo.cast import CAST
from tests.factories.accounts import UserFactory, with_role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/cms/login/", "/_util/login/", "/cms/password_reset/", "/accounts/login/", "/accounts/signup/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_other_ways_to_sign_in_lead_to_ours(client, path, method):
    ed = with_role("editor", "Ed", email="ed@example.org")
    ed.set_password("correct horse battery")
    ed.save()
    answer = getattr(client, method)(
        path, {"username": ed.email, "login": ed.email, "email": ed.email, "password": "correct horse battery"}
    )
    assert answer.status_code in (301, 302)
    assert answer.url.startswith("/sign-in/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("path", ["/accounts/email/", "/accounts/confirm-email/", "/accounts/confirm-email/some-key/"])
def test_nobody_takes_an_address_that_is_not_proved_to_be_theirs(client, path, method):
    """allauth's page would make any address one's own, past the invitation: its owner could not join any more."""
    eve = UserFactory(email="eve@example.org")
    client.force_login(eve)
    for act in ("action_add", "action_primary"):
        assert getattr(client, method)(path, {act: "", "email": "victim@example.org"}).status_code == 404
    eve.refresh_from_db()
    assert (eve.email, mail.outbox) == ("eve@example.org", [])


def test_the_cms_offers_no_second_way_to_change_an_address(client):
    client.force_login(with_role("editor", "Ed", email="ed@example.org"))
    page = client.get("/cms/account/")
    assert page.status_code == 200
    assert b'type="email"' not in page.content


def test_a_code_by_mail_signs_in(client):
    ada = UserFactory(email="ada@example.org")
    answer = client.post(reverse("account_request_login_code"), {"email": "Ada@example.org"})
    run_waiting_jobs()
    code = re.search(r"\b\d{6}\b", mail.outbox[0].body).group()
    assert answer.status_code == 302
    assert not {"peer", "mental", "health"} & {*mail.outbox[0].subject.lower().split()}
    done = client.post(reverse("account_confirm_login_code"), {"code": code})
    assert done.url == "/start/"
    assert client.session["_auth_user_id"] == str(ada.pk)


def test_an_unknown_address_gets_the_same_answer_and_no_mail(client):
    UserFactory(email="ada@example.org")
    known = client.post(reverse("account_request_login_code"), {"email": "ada@example.org"})
    client.cookies.clear()
    unknown = client.post(reverse("account_request_login_code"), {"email": "nobody@example.org"})
    run_waiting_jobs()
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [message.to for message in mail.outbox] == [["ada@example.org"]]


def test_a_password_signs_in_and_a_wrong_one_says_nothing_about_the_address(client):
    ada = UserFactory(email="ada@example.org")
    ada.set_password("correct horse battery")
    ada.save()
    address = reverse("accounts:sign_in")
    wrong = client.post(address, {"login": "ada@example.org", "password": "not this one"})
    unknown = client.post(address, {"login": "eve@example.org", "password": "not this one"})

    def said(page):
        return re.sub(r'value="[^"]*"', "", page.content.decode())  # tokens and the typed address differ, nothing else

    assert "errsum" in said(wrong)
    assert said(wrong) == said(unknown)
    assert client.post(address, {"login": "ada@example.org", "password": "correct horse battery"}).url == "/start/"


def test_the_sign_in_page_offers_the_demo_people_in_the_demo(client):
    page = client.get(reverse("accounts:sign_in")).content.decode()
    assert page.count('name="person"') == len(CAST)


def test_one_press_becomes_a_demo_person_and_the_session_says_how(client):
    from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY

    ada = UserFactory(email="trainee@demo.example")
    answer = client.post("/demo/sign-in/", {"person": "trainee"})
    assert (answer.status_code, client.session["_auth_user_id"]) == (302, str(ada.pk))
    assert [record["method"] for record in client.session[AUTHENTICATION_METHODS_SESSION_KEY]] == ["demo"]
    assert client.post("/demo/sign-in/", {"person": "nobody"}).status_code == 404
    assert client.get("/demo/sign-in/").status_code == 405


def test_without_the_demo_nobody_is_signed_in_by_a_press(client):
    UserFactory(email="trainee@demo.example")
    with override_settings(DEMO=False):
        assert client.post("/demo/sign-in/", {"person": "trainee"}).status_code == 404


@pytest.mark.parametrize(
    ("role", "page"),
    [
        ("board", "/manage/decisions/"),
        ("manager", "/manage/"),
        ("assessor", "/marking/"),
        ("supervisor", "/supervise/"),
        ("editor", "/cms/"),
        ("admin", "/cms/"),
    ],
)
def test_everybody_arrives_in_their_own_area(client, role, page):
    client.force_login(with_role(role, "Somebody"))
    assert client.get("/start/").url == page


def test_a_trainee_arrives_at_home(client):
    client.force_login(UserFactory())
    assert client.get("/start/").url == "/home/"
