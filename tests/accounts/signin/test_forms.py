"""Forms that password managers, pasting and screen readers like: no riddles, no traps."""

import re
from pathlib import Path

import pytest

from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
HOUSE = Path(__file__).parents[3]
FOLDERS = ("account", "mfa", "socialaccount")


def boxes(page):
    found = re.findall(r"<input\b[^>]*>", page)
    named = {re.search(r'name="([^"]+)"', box): box for box in found}
    return {match.group(1): box for match, box in named.items() if match and 'type="hidden"' not in box}


def test_browsers_know_what_goes_into_which_box(client):
    page = client.get("/sign-in/").content.decode()
    assert 'autocomplete="username webauthn"' in boxes(page)["login"]
    assert 'autocomplete="current-password"' in boxes(page)["password"]
    assert 'autocomplete="email"' in boxes(page)["email"]


def test_the_summary_calls_a_box_what_the_page_calls_it(client):
    page = client.post("/accounts/login/code/", {"email": ""}).content.decode()
    assert page.count("Fill in “Your e-mail address”.") == 2
    assert "Fill in “Email”" not in page


def test_codes_may_be_filled_in_by_the_browser_and_pasted(client):
    client.post("/accounts/login/code/", {"email": "ada@example.org"})
    assert 'autocomplete="one-time-code"' in boxes(client.get("/accounts/login/code/confirm/").content.decode())["code"]
    ada = UserFactory()
    ada.set_unusable_password()
    ada.save()
    client.force_login(ada)
    assert 'autocomplete="one-time-code"' in boxes(client.get("/accounts/2fa/totp/activate/").content.decode())["code"]
    assert 'autocomplete="new-password"' in boxes(client.get("/accounts/password/set/").content.decode())["password1"]


def test_nothing_hinders_pasting_and_there_is_no_riddle():
    sources = [path for folder in FOLDERS for path in (HOUSE / "templates" / folder).rglob("*.html")]
    sources += [HOUSE / "static/lms/js/session.js", HOUSE / "templates/accounts/address_code.html", HOUSE / "templates/accounts/again.html"]
    assert len(sources) > 15
    for path in sources:
        text = path.read_text().lower()
        found = [bad for bad in ("captcha", "onpaste", '"paste"', 'autocomplete="off"', "honeypot") if bad in text]
        assert found == [], path


def test_a_code_with_spaces_around_it_is_fine(client):
    from accounts.services.codes import make_code, spend_code

    ada = UserFactory()
    client.force_login(ada)
    request = client.get("/me/security/").wsgi_request
    code = make_code(request, purpose="test")
    assert spend_code(request, purpose="test", code=f" {code[:3]} {code[3:]} ")
    assert not spend_code(request, purpose="test", code=code)
