"""The pages of leaving: the person's own, and the privacy officer's."""

import pytest

from accounts.models import ErasureOrder, LegalHold, User
from accounts.services import (
    place_hold,
)
from accounts.services.requests import open_request

pytestmark = [pytest.mark.django_db]


# --- the pages --------------------------------------------------------------------------------------------------------


def test_the_page_shows_three_lists_and_needs_a_tick_and_a_choice(client, rich):
    client.force_login(rich.ada)
    page = client.get("/me/privacy/erase/").content.decode()
    assert all(title in page for title in ("Goes now", "Goes when its time is up", "Stays", "This certificate has ended"))
    assert client.post("/me/privacy/erase/", {"when": "now"}).status_code == 422
    assert client.post("/me/privacy/erase/", {"sure": "on"}).status_code == 422
    assert not ErasureOrder.objects.exists()


def test_now_ends_the_session_and_says_goodbye(client, rich, commits):
    client.force_login(rich.ada)
    with commits():
        page = client.post("/me/privacy/erase/", {"when": "now", "sure": "on"}, follow=True)
    assert page.redirect_chain[-1][0] == "/erased/"
    assert client.get("/home/").status_code == 302
    assert User.objects.get(pk=rich.ada.pk).erased_at


def test_later_can_be_taken_back_with_one_press(client, rich):
    client.force_login(rich.ada)
    page = client.post("/me/privacy/erase/", {"when": "later", "sure": "on"}, follow=True).content.decode()
    assert "Keep my record" in page
    client.post("/me/privacy/erase/keep/")
    assert ErasureOrder.objects.get().state == "taken_back"
    assert client.post("/me/privacy/erase/keep/").status_code == 404


def test_a_sign_in_of_an_hour_ago_is_asked_for_again(client, rich):
    client.force_login(rich.ada)
    session = client.session
    session["account_authentication_methods"] = [{**each, "at": each["at"] - 3600} for each in session["account_authentication_methods"]]
    session.save()
    assert "/sign-in/again/" in client.get("/me/privacy/erase/").url
    client.post("/me/privacy/erase/", {"when": "now", "sure": "on"})
    assert not ErasureOrder.objects.exists()


def test_during_an_appeal_the_page_says_what_waits_and_why(client, rich):
    place_hold(person=rich.ada, kind="appeal", by=rich.ada)
    client.force_login(rich.ada)
    page = client.post("/me/privacy/erase/", {"when": "now", "sure": "on"}, follow=True).content.decode()
    assert "Your appeal is open" in page
    assert "The rest waits" in page


def test_the_privacy_officer_sees_the_lists_and_ticks_who_asked(client, rich):
    asked = open_request(person=rich.ada, kind="erasure")
    client.force_login(rich.world.privacy)
    address = f"/manage/data-requests/{asked.public_id}/erase/"
    assert "Goes now" in client.get(address).content.decode()
    assert client.post(address, {}).status_code == 422
    client.post(address, {"sure": "on"})
    assert User.objects.get(pk=rich.ada.pk).erased_at


def test_the_privacy_officer_holds_back_and_ends_it(client, rich):
    asked = open_request(person=rich.ada, kind="erasure")
    client.force_login(rich.world.privacy)
    page = f"/manage/data-requests/{asked.public_id}/"
    client.post(f"{page}hold/", {"kind": "whim"})
    client.post(f"{page}hold/", {"kind": "duty"})
    hold = LegalHold.objects.get()
    client.post(f"{page}hold/{hold.public_id}/end/")
    assert not LegalHold.objects.in_force().exists()
