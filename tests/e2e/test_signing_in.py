"""Ways in and ends of sessions, in a real browser: passkeys, the warning, and words that are never lost."""

import time

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.backends.cached_db import SessionStore
from playwright.sync_api import expect

from tests.accounts.signin.parts import PASSWORD, with_password
from tests.factories.accounts import UserFactory, with_role
from tests.factories.courses import edition, learning, reflection, step, text

pytestmark = pytest.mark.django_db(transaction=True)


def device(page):
    """A device that keeps passkeys and whose owner confirms at once."""
    chromium = page.context.new_cdp_session(page)
    chromium.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    chromium.send("WebAuthn.addVirtualAuthenticator", {"options": {**kind, "isUserVerified": True, "automaticPresenceSimulation": True}})


def by_password(page, person):
    if "/sign-in/" not in page.url:
        page.goto("/sign-in/")
    page.get_by_text("Use a password instead").click()
    form = page.locator("form", has=page.locator("[name=password]"))
    form.locator("[name=login]").fill(person.email)
    form.locator("[name=password]").fill(PASSWORD)
    form.get_by_role("button", name="Sign in").click()


def idle(page, seconds):
    """Let nothing have happened for some seconds, as the server sees it."""
    key = next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "sessionid")
    session = SessionStore(key)
    session["life"] = {**session["life"], "seen": time.time() - seconds}
    session.save()


def test_a_passkey_is_made_and_then_opens_everything_by_itself(new_page):
    bo = with_password(with_role("assessor", "Bo", email="bo@example.org"))
    page = new_page()
    device(page)
    by_password(page, bo)
    expect(page.get_by_role("heading", level=1)).to_have_text("A second lock")
    page.get_by_role("link", name="Make a passkey").click()
    page.get_by_label("Sign in with this passkey alone").check()
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Spare codes")
    expect(page.locator("#recovery_codes li")).to_have_count(10)
    page.goto("/marking/")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("A second lock")
    page.get_by_role("button", name="Sign out").click()
    page.goto("/sign-in/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/marking/")
    assert Authenticator.objects.filter(user=bo, type="webauthn").count() == 1
    page.goto("/me/security/")
    expect(page.get_by_text("My passkey").first).to_be_visible()


def test_a_passkey_of_a_trainee_also_proves_again_who_is_there(new_page):
    ada = with_password(UserFactory(called="Ada", email="ada@example.org"))
    page = new_page()
    device(page)
    by_password(page, ada)
    page.wait_for_url("**/home/")
    page.goto("/accounts/2fa/webauthn/add/")
    page.get_by_role("button", name="Make it").click()
    page.wait_for_url("**/recovery-codes/")
    page.goto("/accounts/2fa/webauthn/reauthenticate/?next=/me/security/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/me/security/")


@pytest.mark.parametrize("scripts", [True, False])
def test_words_typed_into_the_journal_outlive_the_session(new_page, scripts):
    ada = with_password(UserFactory(called="Ada", email="ada@example.org"))
    learning(ada, edition([step("being-heard", text(), reflection())]))
    page = new_page(person=ada, scripts=scripts)
    page.goto("/journal/new/")
    page.locator("button[name=answer][value=yes]").click()  # may we keep what you write for yourself?
    page.wait_for_url("**/journal/new/")
    words = "On Tuesday I listened more than I spoke, and it helped."
    idle(page, 31 * 60)
    page.locator("main textarea").first.fill(words)
    page.locator("main form", has=page.locator("textarea")).get_by_role("button").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You were signed out")
    expect(page.get_by_label("What you wrote")).to_have_value(words)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in").first.click()
    other = opened.value
    by_password(other, ada)
    other.wait_for_url("**/journal/new/")
    page.get_by_role("button", name="Send it now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Please send that once more")
    expect(page.get_by_label("What you wrote")).to_have_value(words)
    page.get_by_role("button", name="Send it now").click()
    page.goto("/journal/")
    page.locator("main a", has_text="Tuesday").or_(page.locator("main", has_text="On Tuesday")).first.wait_for()
    kept = page.evaluate("JSON.stringify(localStorage)") if scripts else "{}"
    assert "Tuesday" not in kept


def test_the_warning_comes_five_minutes_before_and_staying_is_one_press(new_page):
    ada = with_password(UserFactory(called="Ada", email="ada@example.org"))
    page = new_page(person=ada)
    page.clock.install()
    page.goto("/me/security/")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_hidden()
    idle(page, 26 * 60)
    page.clock.fast_forward(24 * 60 * 1000 + 5000)
    expect(dialog).to_be_visible()
    expect(page.get_by_role("button", name="Stay signed in")).to_be_focused()
    page.get_by_role("button", name="Stay signed in").click()
    expect(dialog).to_be_hidden()
    idle(page, 31 * 60)
    page.clock.fast_forward(26 * 60 * 1000)
    expect(dialog.get_by_text("You were signed out")).to_be_visible()


def test_another_tab_in_use_keeps_the_warning_away(new_page):
    ada = UserFactory(called="Ada", email="ada@example.org")
    page = new_page(person=ada)
    page.clock.install()
    page.goto("/me/security/")
    with page.expect_response("**/session/"):
        page.clock.fast_forward(24 * 60 * 1000 + 5000)  # the server saw a use a moment ago
    expect(page.get_by_role("dialog")).to_be_hidden()
