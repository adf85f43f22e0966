"""Setting up an app and spare codes, in our own pages; secrets lie sealed."""

import re

import pytest
from allauth.mfa.models import Authenticator

from lms.core.models import OutboxMessage
from tests.factories.accounts import UserFactory, with_role

from .parts import by_password, code_of, give_app, with_password

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def bo():
    return with_password(with_role("assessor", "Bo", email="bo@example.org"))


def set_up(client, commits):
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page).group(1)
    with commits():
        return secret, client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})


def test_somebody_with_a_new_role_is_led_to_a_lock_and_then_in(client, bo, commits):
    assert by_password(client, bo).status_code == 302
    answer = client.get("/marking/", follow=True)
    assert "It takes about two minutes" in answer.content.decode()
    secret, done = set_up(client, commits)
    assert done.url == "/accounts/2fa/recovery-codes/"
    assert client.get("/marking/").status_code == 200
    client.post("/accounts/logout/")
    by_password(client, bo)
    assert client.get("/marking/").url.startswith("/sign-in/")
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})


def test_spare_codes_are_shown_once_and_each_opens_once(client, bo, commits):
    by_password(client, bo)
    set_up(client, commits)
    shown = re.findall(r"<li>(\d{8})</li>", client.get("/accounts/2fa/recovery-codes/").content.decode())
    assert len(shown) == 10
    assert not re.findall(r"<li>\d{8}</li>", client.get("/accounts/2fa/recovery-codes/").content.decode())
    client.post("/accounts/logout/")
    for spare, opens in ((shown[0], True), (shown[0], False), (shown[1], True)):
        by_password(client, bo)
        client.post("/accounts/2fa/authenticate/", {"code": spare})
        assert ("_auth_user_id" in client.session) is opens
        client.post("/accounts/logout/")
        client.cookies.clear()


def test_a_wrong_code_opens_nothing_and_many_are_stopped(client, bo):
    secret = give_app(bo)
    by_password(client, bo)
    for _ in range(6):
        client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    page = client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)}).content.decode()
    assert "That was a lot of tries" in page
    assert "_auth_user_id" not in client.session


def test_secrets_lie_sealed(bo):
    secret = give_app(bo)
    held = Authenticator.objects.get(user=bo).data["secret"]
    assert held.startswith("sealed:")
    assert secret not in held
    assert secret.encode().hex() not in held


def test_a_role_keeps_one_lock(client, bo):
    give_app(bo)
    client.force_login(bo)
    client.post("/accounts/2fa/totp/deactivate/")
    assert Authenticator.objects.filter(user=bo, type="totp").exists()
    assert "Set up another one first" in client.post("/accounts/2fa/totp/deactivate/").content.decode()


def test_a_trainee_may_have_one_and_let_it_go(client):
    ada = UserFactory()
    give_app(ada)
    client.force_login(ada)
    client.post("/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.filter(user=ada).exists()


def test_a_change_is_told_at_once_without_a_secret(client, bo, commits):
    by_password(client, bo)
    secret, _ = set_up(client, commits)
    (message,) = OutboxMessage.objects.filter(to_ref=bo.public_id)
    assert "An app was added as your second lock." in message.body
    assert secret not in message.body
    assert message.subject == "A change to how you sign in"


@pytest.mark.parametrize("page", ["/accounts/2fa/", "/accounts/2fa/webauthn/", "/accounts/sessions/", "/accounts/3rdparty/"])
def test_allauths_own_lists_lead_to_our_one_page(client, page):
    client.force_login(UserFactory())
    assert client.get(page).url == "/me/security/"


@pytest.mark.parametrize("page", ["/accounts/email/", "/accounts/3rdparty/signup/", "/accounts/2fa/recovery-codes/download/"])
def test_what_we_do_not_use_is_not_there(client, page):
    client.force_login(UserFactory())
    assert client.get(page).status_code == 404
    assert client.post(page).status_code == 404


def test_the_page_of_ones_ways_in_costs_little(client, bo, django_assert_max_num_queries):
    give_app(bo)
    client.force_login(bo)
    client.get("/me/security/")
    with django_assert_max_num_queries(7):
        client.get("/me/security/")
