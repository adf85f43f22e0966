"""Signing in with an account elsewhere: a whole flow against a provider that runs here."""

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken

from accounts.models import User
from lms.settings.sign_in import for_allauth, origins_of, read_providers
from tests.factories.accounts import UserFactory, with_role

from .parts import code_of, give_app
from .provider import Provider

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def running():
    provider = Provider()
    yield provider
    provider.stop()


@pytest.fixture
def provider(running, settings):
    running.claims = {
        "sub": "u-1",
        "email": "ada@example.org",
        "email_verified": True,
        "name": "Ada Canary",
        "picture": "https://x.example/a",
    }
    running.audience, running.issuer, running.asked = "alongside", "", []
    trust(settings, running, trust_addresses=True)
    return running


def trust(settings, provider, **more):
    settings.SIGN_IN_PROVIDERS = [provider.config(**more)]
    settings.SOCIALACCOUNT_PROVIDERS = for_allauth(settings.SIGN_IN_PROVIDERS)


@pytest.fixture
def ada():
    return UserFactory(email="ada@example.org")


def go(client, provider, connect=False, **sent):
    """The whole way: our button, their page, back to us."""
    address = "/accounts/oidc/campus/login/" + ("?process=connect" if connect else "")
    there = client.post(address, sent)
    back = urlsplit(provider.authorize(there.url))
    return client.get(f"{back.path}?{back.query}")


def who(client):
    return client.session.get("_auth_user_id")


def test_an_invited_person_comes_in_by_their_verified_address(client, provider, ada):
    answer = go(client, provider, asks_device="1", own_device="1")
    assert (answer.status_code, answer.url, who(client)) == (302, "/start/", str(ada.pk))
    assert SocialAccount.objects.get(user=ada).uid == "u-1"
    assert client.session["life"]["own"] is True


def test_the_second_time_the_account_is_known_even_with_another_address_there(client, provider, ada):
    go(client, provider)
    client.post("/accounts/logout/")
    provider.claims["email"] = "new@example.org"
    go(client, provider)
    assert who(client) == str(ada.pk)
    ada.refresh_from_db()
    assert ada.email == "ada@example.org"


def test_it_asks_with_pkce_and_for_no_more_than_the_address(client, provider, ada):
    go(client, provider)
    (asked,) = provider.asked
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert set(asked["scope"].split()) == {"openid", "email"}


def test_nothing_of_what_the_provider_tells_is_kept(client, provider, ada):
    go(client, provider)
    assert SocialAccount.objects.get().extra_data == {}
    assert not SocialToken.objects.exists()
    ada.refresh_from_db()
    assert "Canary" not in ada.called


@pytest.mark.parametrize(
    ("claims", "config"),
    [
        ({"email": "stranger@example.org"}, {"trust_addresses": True}),
        ({"email_verified": False}, {"trust_addresses": True}),
        ({"email_verified": "true"}, {"trust_addresses": True}),
        ({}, {"trust_addresses": False}),
        ({}, {}),
        ({}, {"trust_addresses": "yes"}),
    ],
)
def test_nobody_else_comes_in_and_nobody_is_made(client, provider, ada, settings, claims, config):
    provider.claims.update(claims)
    trust(settings, provider, **config)
    answer = go(client, provider)
    assert (answer.status_code, who(client)) == (403, None)
    assert "Not joined yet" in answer.content.decode()
    assert (SocialAccount.objects.count(), User.objects.count()) == (0, 1)


def test_a_closed_account_stays_closed(client, provider, ada):
    ada.is_active = False
    ada.save()
    go(client, provider)
    assert who(client) is None


def test_somebody_signed_in_joins_it_themselves(client, provider, ada, settings):
    trust(settings, provider)
    provider.claims["email"] = "private@elsewhere.example"
    client.force_login(ada)
    answer = go(client, provider, connect=True)
    assert answer.url == "/me/security/"
    assert "joined to your account here" in client.get("/me/security/").content.decode()
    client.post("/accounts/logout/")
    go(client, provider)
    assert who(client) == str(ada.pk)


def test_an_account_that_is_joined_to_one_cannot_be_joined_by_another(client, provider, ada):
    go(client, provider)
    client.post("/accounts/logout/")
    client.force_login(UserFactory())
    go(client, provider, connect=True)
    assert SocialAccount.objects.get().user == ada


def test_it_is_taken_away_again(client, provider, ada):
    go(client, provider)
    eve = SocialAccount.objects.create(user=UserFactory(), provider="campus", uid="u-2")
    assert client.post(f"/me/security/elsewhere/{eve.pk}/").status_code == 404
    client.post(f"/me/security/elsewhere/{SocialAccount.objects.get(user=ada).pk}/")
    assert list(SocialAccount.objects.all()) == [eve]


@pytest.mark.parametrize(("wrong", "value"), [("audience", "somebody-else"), ("issuer", "https://evil.example")])
def test_a_token_for_or_from_somebody_else_opens_nothing(client, provider, ada, wrong, value):
    setattr(provider, wrong, value)
    answer = go(client, provider)
    assert who(client) is None
    assert "That did not work" in answer.content.decode()


def test_an_answer_that_nobody_asked_for_opens_nothing(client, provider, ada):
    there = client.post("/accounts/oidc/campus/login/")
    query = parse_qs(urlsplit(there.url).query)
    client.cookies.clear()
    answer = client.get(f"/accounts/oidc/campus/login/callback/?code=x&state={query['state'][0]}")
    assert (who(client), answer.status_code < 500) == (None, True)


# --- the second lock --------------------------------------------------------------------------------------------------


@pytest.fixture
def bo():
    return with_role("assessor", "Bo", email="bo@example.org")


def test_staff_need_our_second_lock_as_well(client, provider, bo):
    provider.claims.update(email="bo@example.org", amr=["pwd", "mfa"])
    go(client, provider)
    assert who(client) == str(bo.pk)
    assert client.get("/me/security/").url.startswith("/second-lock/")


def test_an_app_is_asked_for_after_the_provider(client, provider, bo):
    secret = give_app(bo)
    provider.claims["email"] = "bo@example.org"
    answer = go(client, provider)
    assert (answer.url, who(client)) == ("/accounts/2fa/authenticate/", None)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert client.get("/me/security/").status_code == 200


def test_unless_the_operator_trusts_the_word_of_the_provider(client, provider, bo, settings):
    trust(settings, provider, trust_addresses=True, trust_second_factor=True)
    provider.claims.update(email="bo@example.org", amr=["pwd", "mfa"])
    go(client, provider)
    assert client.get("/me/security/").status_code == 200
    trust(settings, provider, trust_addresses=True)  # trusted no more: asked at the next request, not at the next sign-in
    assert client.get("/me/security/").url.startswith("/second-lock/")


@pytest.mark.parametrize("amr", [None, [], ["pwd"], "mfa-ish", ["otp"]])
def test_and_the_provider_says_it(client, provider, bo, settings, amr):
    trust(settings, provider, trust_addresses=True, trust_second_factor=True)
    provider.claims.update(email="bo@example.org", **({} if amr is None else {"amr": amr}))
    go(client, provider)
    assert client.get("/me/security/").url.startswith("/second-lock/")


# --- the operator's file ----------------------------------------------------------------------------------------------


def test_without_a_file_there_is_no_provider_and_no_door(client, settings):
    assert read_providers("") == []
    assert settings.SIGN_IN_PROVIDERS == []
    for page in ("/accounts/oidc/campus/login/", "/accounts/oidc/campus/login/callback/", "/accounts/saml/campus/login/"):
        assert client.get(page).status_code == 404
        assert client.post(page).status_code == 404
    assert "another account" not in client.get("/sign-in/").content.decode()


def test_a_file_that_lacks_something_says_what(tmp_path):
    file = tmp_path / "providers.json"
    file.write_text('[{"kind": "oidc", "id": "campus", "name": "Campus"}]')
    with pytest.raises(ValueError, match="campus lacks server_url, client_id, secret"):
        read_providers(str(file))


def test_a_browser_lets_the_form_lead_to_the_provider():
    assert origins_of([{"kind": "oidc", "server_url": "https://login.example.org/tenant/1"}]) == ["https://login.example.org"]
