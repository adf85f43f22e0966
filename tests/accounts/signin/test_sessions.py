"""Where somebody is signed in, for how long, and how it ends."""

import time
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from accounts.services.sessions import forget_old_sessions
from accounts.signin.browsers import browser_words
from lms.core import clock
from tests.factories.accounts import RoleGrantFactory, UserFactory, with_role

from .parts import by_password, code_of, give_app, mailed_code, set_idle, with_password

pytestmark = [pytest.mark.django_db, pytest.mark.both]
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36 Edg/130.0"


@pytest.fixture
def ada():
    return with_password(UserFactory(called="Ada", email="ada@example.org"))


@pytest.fixture
def di():
    return with_password(with_role("board", "Di", email="di@example.org"))


def is_in(client) -> bool:
    return client.get("/me/security/").status_code == 200


# --- is this device only yours? ---------------------------------------------------------------------------------------


def ways(client):
    page = client.get("/sign-in/").content.decode()
    return page.count('name="asks_device"'), page.count('name="own_device"'), "checked" in page


def test_every_way_asks_and_nothing_is_ticked(client, settings):
    settings.SIGN_IN_PROVIDERS = [{"kind": "oidc", "id": "campus", "name": "Campus account"}]
    assert ways(client) == (4, 4, False)


@pytest.mark.parametrize(("ticked", "age"), [({}, ""), ({"own_device": "1"}, 14 * 24 * 3600)])
def test_by_password(client, ada, ticked, age):
    answer = by_password(client, ada, **ticked)
    assert answer.cookies["sessionid"]["max-age"] == age
    assert client.session["life"]["own"] is bool(ticked)


@pytest.mark.parametrize(("ticked", "age"), [({}, ""), ({"own_device": "1"}, 14 * 24 * 3600)])
def test_by_code_over_two_pages(client, ada, ticked, age):
    client.post(reverse("account_request_login_code"), {"email": ada.email, "asks_device": "1", **ticked})
    answer = client.post(reverse("account_confirm_login_code"), {"code": mailed_code()})
    assert answer.cookies["sessionid"]["max-age"] == age


def test_by_password_and_app_over_two_pages_and_never_longer_than_an_hour_for_staff(client, di):
    secret = give_app(di)
    by_password(client, di, own_device="1")
    answer = client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert answer.cookies["sessionid"]["max-age"] == 3600
    assert is_in(client)


def test_a_tick_of_somebody_before_does_not_count_for_the_next(client, ada):
    by_password(client, ada, own_device="1")
    client.post("/accounts/logout/")
    by_password(client, ada)
    assert client.session["life"]["own"] is False


# --- idle -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("own", "idle", "still"), [(False, 29, True), (False, 30, False), (True, 13 * 24 * 60, True), (True, 14 * 24 * 60, False)]
)
def test_a_session_ends_on_the_server_when_nothing_happens(client, ada, own, idle, still):
    by_password(client, ada, **({"own_device": "1"} if own else {}))
    set_idle(client, idle * 60)
    assert is_in(client) is still
    assert ("_auth_user_id" in client.session) is still


@pytest.mark.parametrize(("idle", "still"), [(59, True), (60, False)])
def test_staff_have_an_hour(client, di, idle, still):
    client.force_login(di)
    session = client.session
    session["life"] = {"own": True, "staff": True, "seen": time.time() - idle * 60}
    session.save()
    assert is_in(client) is still


def test_a_role_given_meanwhile_shortens_the_time(client, ada):
    client.force_login(ada)
    session = client.session
    session["life"] = {"own": True, "staff": False, "seen": time.time() - 120}
    session.save()
    RoleGrantFactory(person=ada, role="assessor")
    assert is_in(client)
    assert client.session["life"]["staff"] is True


def test_using_it_counts_anew_and_is_written_once_a_minute(client, ada, django_assert_num_queries):
    by_password(client, ada)
    first = client.session["life"]["seen"]
    client.get("/support/")
    assert client.session["life"]["seen"] == first
    set_idle(client, 25 * 60)
    client.get("/support/")
    assert time.time() - client.session["life"]["seen"] < 5


def test_the_sign_in_page_says_why(client, ada):
    by_password(client, ada)
    set_idle(client, 31 * 60)
    answer = client.get("/me/security/")
    assert answer.url.startswith("/sign-in/")
    assert "nothing happened for a while" in client.get(answer.url).content.decode()


def test_a_page_may_ask_how_long_is_left_and_that_is_no_use(client, ada):
    by_password(client, ada)
    set_idle(client, 27 * 60)
    assert client.get("/session/").json()["left"] in range(175, 181)
    assert client.get("/session/").json()["left"] in range(175, 181)
    assert client.post("/session/stay/").json()["left"] in range(1795, 1801)
    set_idle(client, 31 * 60)
    assert client.get("/session/").json() == {"left": 0}
    assert client.post("/session/stay/").json() == {"left": 0}


def test_short_sessions_carry_the_warning_and_long_ones_do_not(client, ada):
    by_password(client, ada)
    assert 'data-seconds="1740"' in client.get("/me/security/").content.decode()
    client.post("/accounts/logout/")
    by_password(client, ada, own_device="1")
    assert "session-end" not in client.get("/me/security/").content.decode()
    assert "session-end" not in Client().get("/").content.decode()


# --- nothing typed is lost --------------------------------------------------------------------------------------------

WORDS = "On Tuesday I listened more than I spoke, and it helped. <b>Canary</b>"


def late_post(ada, **headers):
    """A form that arrives after the session ended, from a browser that checks tokens."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada)
    client.get("/display/")
    set_idle(client, 31 * 60)
    token = client.cookies["csrftoken"].value
    sent = {"csrfmiddlewaretoken": token, "text": WORDS, "version": "0", "private_code": "sesame open"}
    return client, client.post("/journal/new/", sent, HTTP_REFERER="http://testserver/journal/new/", **headers)


def test_a_form_that_came_too_late_gets_its_words_back(ada):
    _, answer = late_post(ada)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "On Tuesday I listened more than I spoke, and it helped. &lt;b&gt;Canary&lt;/b&gt;" in page
    assert "/sign-in/?next=%2Fjournal%2Fnew%2F" in page
    assert "sesame" not in page
    assert answer["Cache-Control"] == "private, no-store"


def test_the_words_lie_nowhere_on_the_server(ada):
    late_post(ada)
    held = [str(row.get_decoded()) for row in Session.objects.all()]
    assert not [one for one in held if "Tuesday" in one]


def test_only_a_form_of_ours_can_be_sent_once_more_with_one_press(ada):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada)
    sent = {"text": WORDS}
    ours = client.post("/journal/new/", sent, HTTP_ORIGIN="http://testserver", HTTP_HOST="testserver").content.decode()
    theirs = client.post("/journal/new/", sent, HTTP_ORIGIN="http://evil.example").content.decode()
    assert ("Send it now" in ours, "Send it now" in theirs) == (True, False)


def test_without_words_a_stranger_is_led_to_the_sign_in(client):
    answer = client.post("/me/security/address/", {"email": "ada@example.org"})
    assert (answer.status_code, answer.url.split("?")[0]) == (302, "/sign-in/")


# --- ending -----------------------------------------------------------------------------------------------------------


def test_a_session_replayed_after_signing_out_is_refused(client, ada):
    by_password(client, ada)
    stolen = client.cookies["sessionid"].value
    client.post("/accounts/logout/")
    thief = Client()
    thief.cookies["sessionid"] = stolen
    answer = thief.get("/me/security/")
    assert (answer.status_code, answer.url.split("?")[0]) == (302, "/sign-in/")


def listed(client):
    return client.get("/me/security/").content.decode()


def test_the_list_names_this_device_and_the_others_in_words(client, ada):
    by_password(client, ada)
    elsewhere = Client(HTTP_USER_AGENT=CHROME)
    by_password(elsewhere, ada)
    page = listed(client)
    assert "Edge on Windows" in page
    assert "this device" in page
    assert not [part for part in ("Mozilla", "AppleWebKit", "127.0.0.1", "10.0") if part in page]


def test_one_other_session_is_ended_and_not_somebody_elses(client, ada, di):
    by_password(client, ada)
    elsewhere, stranger = Client(), Client()
    by_password(elsewhere, ada)
    by_password(stranger, di)
    other = UserSession.objects.get(session_key=elsewhere.session.session_key)
    foreign = UserSession.objects.get(session_key=stranger.session.session_key)
    assert client.post(f"/me/security/sessions/{foreign.pk}/end/").status_code == 404
    assert client.post(f"/me/security/sessions/{other.pk}/end/").status_code == 302
    assert (is_in(client), is_in(elsewhere)) == (True, False)
    assert "_auth_user_id" in stranger.session


def test_signing_out_everywhere_else_leaves_this_device(client, ada, di):
    by_password(client, ada)
    others = [Client(), Client()]
    for other in others:
        by_password(other, ada)
    stranger = Client()
    stranger.force_login(di)
    client.post("/me/security/sessions/end-others/")
    assert (is_in(client), [is_in(other) for other in others], is_in(stranger)) == (True, [False, False], True)


@pytest.mark.parametrize(("own", "stays"), [(True, True), (False, False)])
def test_leaving_this_site_signs_out_on_a_shared_device_only(client, ada, settings, own, stays):
    by_password(client, ada, **({"own_device": "1"} if own else {}))
    answer = client.post("/leave/")
    assert (answer.status_code, answer.url) == (302, settings.QUICK_EXIT_URL)
    assert is_in(client) is stays
    assert client.get("/leave/").status_code == 405


def test_a_browser_lets_the_form_lead_there(client, settings):
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "form-action 'self' https://www.bbc.co.uk" in policy


@pytest.mark.both
def test_where_somebody_signed_in_is_forgotten_after_90_days(ada):
    for days in (89, 91):
        UserSession.objects.create(user=ada, ip="10.0.0.1", session_key=str(days), last_seen_at=clock.now() - timedelta(days=days))
    assert forget_old_sessions(clock.now() - timedelta(days=90)) == 1
    assert [row.session_key for row in UserSession.objects.all()] == ["89"]


@pytest.mark.parametrize(
    ("says", "words"),
    [
        (CHROME, "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", "Firefox on Linux"),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130 Mobile Safari/537.36", "Chrome on Android"),
        ("curl/8", "A browser we do not know"),
        ("", "A browser we do not know"),
    ],
)
def test_browsers_in_words(says, words):
    assert browser_words(says) == words
