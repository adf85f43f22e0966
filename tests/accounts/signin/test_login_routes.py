"""The password of somebody with a second factor, posted to whatever takes a POST, never opens a page of the staff."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.factories.accounts import RoleGrantFactory, with_role
from tests.permissions.matrix import EVERYBODY, SIGNED_IN
from tests.permissions.test_matrix import ENTRIES

from .parts import PASSWORD, give_app, with_password

pytestmark = pytest.mark.django_db
FILL = {"int": "1", "slug": "x", "str": "x", "uuid": "0" * 8 + "-0000-0000-0000-" + "0" * 12, "path": "x"}
# Named in the issue and in packages.md 4.1: the walk below must have met them.
MUST_MEET = {
    "/sign-in/",
    "/accounts/login/",
    "/accounts/login/code/",
    "/accounts/login/code/confirm/",
    "/accounts/2fa/authenticate/",
    "/accounts/2fa/reauthenticate/",
    "/accounts/2fa/webauthn/login/",
    "/accounts/reauthenticate/",
    "/accounts/oidc/x/login/",
    "/accounts/saml/x/acs/",
    "/cms/login/",
    "/_util/login/",
    "/demo/sign-in/",
}
SIGNS = ("login", "sign", "auth", "session", "2fa", "password", "acs", "demo", "code", "invite", "join")


def addresses(patterns=None, before=""):
    """Every address of the URL configuration with its parameters filled in, whoever brought it."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + _plain(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield "/" + route.replace("//", "/").lstrip("/")


def _plain(pattern) -> str:
    route = getattr(pattern, "_route", None)
    if route is not None:
        for name, converter in pattern.converters.items():
            kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
            for spelt in (f"<{kind}:{name}>", f"<{name}>"):
                route = route.replace(spelt, FILL.get(kind, "x"))
        return route
    source = pattern._regex
    for name in pattern.regex.groupindex:
        start = source.index(f"(?P<{name}>")
        depth, end = 0, start
        for end in range(start, len(source)):
            depth += (source[end] == "(") - (source[end] == ")")
            if depth == 0:
                break
        source = source[:start] + "x" + source[end + 1 :]
    return source.strip("^$").replace("\\Z", "").replace("\\", "")


def entrances():
    return sorted({address for address in addresses() if any(sign in address.lower() for sign in SIGNS)})


def staff_pages():
    """Every page of our matrix that is kept for somebody with a role and has no record in its address, and what others bring."""
    others = (EVERYBODY, SIGNED_IN)
    ours = [entry for entry in ENTRIES if entry.who not in others and "owner" not in entry.who and entry.make is None]
    return sorted({reverse(entry.name) for entry in ours if not entry.posts_only} | {"/cms/", "/cms/pages/", "/cms/images/", "/start/"})


def everything(person):
    """One form that fills whatever a log-in may ask for."""
    names = dict.fromkeys(("login", "email", "username", "user"), person.email)
    secrets = dict.fromkeys(("password", "password1", "password2", "code", "oldpassword"), PASSWORD)
    return {**names, **secrets, "person": "manager", "next": "/manage/"}


@pytest.fixture
def ash():
    """Somebody with every role that opens pages, a password and an app."""
    person = with_password(with_role("admin", "Ash", email="ash@example.org"))
    for role in ("assessor", "supervisor", "manager", "board", "editor", "quality", "safeguarding", "privacy"):
        RoleGrantFactory(person=person, role=role)
    give_app(person)
    return person


def test_the_walk_meets_every_entrance_that_we_know_of():
    assert set(entrances()) >= MUST_MEET
    assert len(staff_pages()) > 10


def opened(client):
    """The pages of the staff that this session sees."""
    client.raise_request_exception = False
    return [page for page in staff_pages() if client.get(page).status_code == 200]


def test_the_pages_are_there_for_whoever_showed_both(client, ash):
    """The walk would find a leak: with the factor these pages do open."""
    client.force_login(ash)
    assert len(opened(client)) > 8


@pytest.mark.parametrize("demo", [True, False])
def test_one_password_opens_no_page_of_the_staff_at_any_entrance(client, ash, settings, demo):
    settings.DEMO = demo
    settings.ACCOUNT_RATE_LIMITS = False  # the door must hold when nothing is throttled
    leaks = []
    for entrance in entrances():
        client.cookies.clear()
        client.raise_request_exception = False
        client.post(entrance, everything(ash))
        if client.session.get("_auth_user_id") == str(ash.pk) or client.cookies.get("sessionid"):
            leaks += [(entrance, page) for page in opened(client)]
    assert leaks == []


def test_nor_does_one_password_at_all_entrances_one_after_the_other(client, ash, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    client.raise_request_exception = False
    for entrance in entrances():
        client.post(entrance, everything(ash))
    assert opened(client) == []


def test_a_sign_in_past_allauth_opens_none_either(client, ash):
    """What a login route added later would do: Django's own login, and no record."""
    client.force_login(ash, second_factor=False)
    assert opened(client) == []
    for page in ("/accounts/2fa/totp/deactivate/", "/accounts/2fa/webauthn/add/", "/accounts/password/change/", "/me/security/"):
        assert client.get(page).url.startswith("/second-lock/")
        assert client.post(page, everything(ash)).status_code == 403
