"""Sessions, in both directions."""

import pytest

from logbook.models import Countersignature, Entry

from .pages import client_post_follow, hidden, page, post, session_form, signed_in

pytestmark = pytest.mark.django_db


def test_a_session_is_logged_confirmed_and_then_counts(client, ada, cy):
    signed_in(client, ada)
    text = page(client, "supervision_new")
    assert "You and your supervisor both see this, and nobody else." in text
    post(client, "supervision_new", session_form(supervisor=cy.pk, send="1"))
    entry = Entry.objects.get()
    signed_in(client, cy)
    shown = page(client, "supervise_entry", ref=entry.public_id)
    assert "agreed: rest" in shown
    response = client_post_follow(client, "supervise_confirm", {"seen": hidden(shown, "seen")}, ref=entry.public_id)
    assert "Confirmed. These minutes count now." in response
    assert Countersignature.objects.get().by == cy


def test_the_supervisor_logs_a_session_and_the_trainee_confirms(client, ada, cy):
    signed_in(client, cy)
    assert "Ada confirms that it happened." in page(client, "session_new", ref=ada.public_id)
    assert post(client, "session_new", session_form(), ref=ada.public_id).status_code == 302
    entry = Entry.objects.get()
    assert (entry.state, entry.logged_by, entry.person) == ("submitted", cy, ada)
    signed_in(client, ada)
    assert "1 session for you to confirm" in page(client, "supervision")
    shown = page(client, "supervision_entry", ref=entry.public_id)
    post(client, "supervision_confirm", {"seen": hidden(shown, "seen")}, ref=entry.public_id)
    assert Countersignature.objects.get().by == ada


def test_a_group_shows_its_number(client, ada, cy):
    response = post(signed_in(client, cy), "session_new", session_form(mode="group"), ref=ada.public_id)
    assert "Say how many took part, two or more." in response.content.decode()
    post(client, "session_new", session_form(mode="group", group_size="4"), ref=ada.public_id)
    assert "in a group of 4" in page(client, "supervisee", ref=ada.public_id)
