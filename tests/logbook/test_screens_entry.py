"""One entry: change, send, take back, correct."""

import pytest
from django.urls import reverse

from logbook.models import Entry, Remark
from logbook.services import change_entry, countersign
from tests.factories.logbook import SOON_AFTER, asked, confirmed, draft, facts, sent

from .pages import client_post_follow, hidden, hours_form, page, post, signed_in

pytestmark = pytest.mark.django_db


def test_a_draft_is_changed_sent_and_taken_back(client, ada, cy):
    entry = draft(ada, cy)
    signed_in(client, ada)
    ref = {"ref": entry.public_id.lower()}
    form = page(client, "hours_change", **ref)
    data = hours_form(minutes="90 min", supervisor=cy.pk, seen=hidden(form, "seen"), keep="1")
    assert post(client, "hours_change", data, **ref).status_code == 302
    assert post(client, "hours_send", {"seen": Entry.objects.get().version}, **ref).status_code == 302
    assert (Entry.objects.get().state, Entry.objects.get().minutes) == ("submitted", 90)
    assert "Take it back" in page(client, "hours_entry", **ref)
    post(client, "hours_take_back", **ref)
    assert Entry.objects.get().state == "draft"


def test_two_windows_with_the_same_draft(client, ada, cy):
    entry = draft(ada, cy)
    signed_in(client, ada)
    seen = hidden(page(client, "hours_change", ref=entry.public_id), "seen")
    post(client, "hours_change", hours_form(minutes="60 min", seen=seen, keep="1"), ref=entry.public_id)
    second = post(client, "hours_change", hours_form(minutes="4 h", seen=seen, keep="1"), ref=entry.public_id)
    assert second.status_code == 422
    assert "has changed since you opened the page" in second.content.decode()
    assert 'value="4 h"' in second.content.decode()
    assert Entry.objects.get().minutes == 60


def test_throwing_away_asks_once_more(client, ada):
    entry = draft(ada)
    signed_in(client, ada)
    assert "Throw this draft away?" in page(client, "hours_remove", ref=entry.public_id)
    assert Entry.objects.exists()
    post(client, "hours_remove", ref=entry.public_id)
    assert not Entry.objects.exists()


def test_a_correction_stands_beside_what_was_confirmed(client, ada, cy):
    old = confirmed(ada, cy)
    signed_in(client, ada)
    assert post(client, "hours_change", hours_form(minutes="1", keep="1"), ref=old.public_id).status_code == 422
    data = hours_form(minutes="2")
    response = post(client, "hours_correct", data, ref=old.public_id)
    new = Entry.objects.get(supersedes=old)
    assert response.url == reverse("logbook:hours_entry", kwargs={"ref": new.public_id})
    assert "A correction waits to be confirmed" in page(client, "hours_entry", ref=old.public_id)
    countersign(entry=new, by=cy)
    assert "does not count any more" in page(client, "hours_entry", ref=old.public_id)
    assert "Replaced" in page(client, "hours")


@pytest.mark.parametrize(("make", "act"), [(sent, "change"), (sent, "remove"), (draft, "correct")])
def test_a_page_whose_time_is_not_now_leads_back_to_the_entry(client, ada, cy, make, act):
    entry = make(ada, cy)
    response = signed_in(client, ada).get(reverse(f"logbook:hours_{act}", kwargs={"ref": entry.public_id}))
    assert response.url == reverse("logbook:hours_entry", kwargs={"ref": entry.public_id})


def test_a_confirmed_entry_is_not_asked_about_any_more(client, ada, cy):
    entry = confirmed(ada, cy)
    for act in ("ask", "differ"):
        response = signed_in(client, cy).get(reverse(f"logbook:supervise_{act}", kwargs={"ref": entry.public_id}))
        assert response.url == reverse("logbook:supervise_entry", kwargs={"ref": entry.public_id})


def test_a_supervisor_does_not_change_what_the_person_wrote(client, ada, cy):
    entry = sent(ada, cy)
    for act in ("change", "correct"):
        assert signed_in(client, cy).get(reverse(f"logbook:supervise_{act}", kwargs={"ref": entry.public_id})).status_code == 403


def test_what_cannot_be_done_is_said_kindly_and_nothing_changes(client, ada, cy):
    entry = sent(ada, cy)
    old = entry.version
    countersign(entry=entry, by=cy)
    signed_in(client, ada)
    assert "This has changed since you opened it." in client_post_follow(client, "hours_take_back", ref=entry.public_id)
    assert "This entry was sent" in client_post_follow(client, "hours_remove", ref=entry.public_id)
    signed_in(client, cy)
    for act, data in (("ask", {"question": "Really?"}), ("differ", {"words": "Hm."})):
        response = post(client, f"supervise_{act}", data | {"seen": old}, ref=entry.public_id)
        assert response.status_code == 422
        assert next(iter(data.values())) in response.content.decode()
    assert not Remark.objects.exists()


def test_an_answer_that_comes_too_late_is_kept_on_the_page(client, ada, cy):
    entry = asked(ada, cy)
    change_entry(entry=entry, by=ada, facts=facts(minutes=30), supervisor=cy, today=SOON_AFTER)
    response = post(signed_in(client, ada), "hours_send", {"answer": "It was three.", "seen": entry.version}, ref=entry.public_id)
    assert response.status_code == 422
    assert "It was three." in response.content.decode()
    assert Entry.objects.get().state == "returned"
