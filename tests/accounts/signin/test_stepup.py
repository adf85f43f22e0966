"""Before something that matters: is it still you?"""

import pytest
from allauth.mfa.models import Authenticator
from django.test import override_settings

from tests.factories.accounts import UserFactory, with_role

from .parts import PASSWORD, code_of, give_app, mailed_code, set_records, with_password

pytestmark = [pytest.mark.django_db, pytest.mark.both]
ADDRESS = "/me/security/address/"
LONG_AGO = {"ago": 601}


@pytest.fixture
def ada():
    return UserFactory(email="ada@example.org")


def is_open(client):
    return client.get(ADDRESS).status_code == 200


def test_signing_in_counts_for_ten_minutes(client, ada):
    client.force_login(ada)
    set_records(client, {"method": "code", "ago": 595})
    assert is_open(client)
    set_records(client, {"method": "code", **LONG_AGO})
    answer = client.get(ADDRESS)
    assert answer.url == "/sign-in/again/?next=%2Fme%2Fsecurity%2Faddress%2F"


def test_a_code_by_mail_is_enough_for_somebody_with_one_lock(client, ada):
    client.force_login(ada, second_factor=False)
    set_records(client, {"method": "code", **LONG_AGO})
    client.post("/sign-in/again/code/", {"next": ADDRESS})
    wrong = client.post("/sign-in/again/", {"code": "000000x", "next": ADDRESS})
    assert (wrong.status_code, is_open(client)) == (422, False)
    answer = client.post("/sign-in/again/", {"code": mailed_code(ada.email), "next": ADDRESS})
    assert (answer.status_code, answer.url) == (302, ADDRESS)
    assert is_open(client)


def test_a_code_works_once_and_five_tries_are_all(client, ada):
    client.force_login(ada, second_factor=False)
    set_records(client, {"method": "code", **LONG_AGO})
    client.post("/sign-in/again/code/")
    code = mailed_code(ada.email)
    for _ in range(5):
        client.post("/sign-in/again/", {"code": "111"})
    client.post("/sign-in/again/", {"code": code})
    assert not is_open(client)


def test_a_code_of_one_session_opens_no_other(client, ada):
    from django.test import Client

    other = Client()
    for one in (client, other):
        one.force_login(ada, second_factor=False)
        set_records(one, {"method": "code", **LONG_AGO})
    client.post("/sign-in/again/code/")
    other.post("/sign-in/again/", {"code": mailed_code(ada.email)})
    assert not is_open(other)


def test_whoever_showed_a_second_lock_shows_it_again(client):
    bo = with_password(with_role("assessor", "Bo", email="bo@example.org"))
    secret = give_app(bo)
    client.force_login(bo)
    set_records(client, {"method": "mfa", **LONG_AGO}, {"method": "password"})
    assert not is_open(client)
    assert client.post("/sign-in/again/code/").status_code == 404
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert not is_open(client)
    answer = client.post(f"/accounts/2fa/reauthenticate/?next={ADDRESS}", {"code": code_of(secret)})
    assert answer.url == ADDRESS
    assert is_open(client)


def test_a_demo_person_confirms_with_one_press_while_there_is_a_demo(client):
    bo = with_role("assessor", "Bo")
    client.force_login(bo)
    set_records(client, {"method": "demo", **LONG_AGO})
    assert "This is a demo" in client.get("/sign-in/again/").content.decode()
    client.post("/sign-in/again/demo/", {"next": ADDRESS})
    assert is_open(client)
    with override_settings(DEMO=False):
        assert client.post("/sign-in/again/demo/").status_code in (403, 404)


def test_nobody_else_presses_it(client, ada):
    client.force_login(ada, second_factor=False)
    set_records(client, {"method": "code", **LONG_AGO})
    assert client.post("/sign-in/again/demo/").status_code == 404
    assert not is_open(client)


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_nobody_is_led_elsewhere(client, ada, elsewhere):
    client.force_login(ada)
    assert client.get("/second-lock/", {"next": elsewhere}).url == "/start/"
    set_records(client, {"method": "demo", **LONG_AGO})
    assert client.post("/sign-in/again/demo/", {"next": elsewhere}).url == "/start/"


GUARDED = [
    "/accounts/password/change/",
    "/accounts/password/set/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/totp/deactivate/",
    "/accounts/2fa/webauthn/add/",
    "/accounts/2fa/webauthn/keys/1/remove/",
    "/accounts/2fa/webauthn/keys/1/edit/",
    "/accounts/2fa/recovery-codes/",
    "/accounts/2fa/recovery-codes/generate/",
    ADDRESS,
]


@pytest.mark.parametrize("page", GUARDED)
def test_whatever_changes_a_way_in_asks_first(client, ada, page):
    """Also for people with neither password nor factor: allauth asks those nothing."""
    client.force_login(ada, second_factor=False)
    set_records(client, {"method": "code", **LONG_AGO})
    assert client.get(page).url.startswith("/sign-in/again/")
    assert client.post(page, {"password1": "a new long password", "email": "x@example.org"}).status_code == 403
    before = ada.password
    ada.refresh_from_db()
    assert ada.password == before
    assert not Authenticator.objects.exists()
