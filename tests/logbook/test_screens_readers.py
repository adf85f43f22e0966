"""Who sees what, and what leaves a trace."""

import pytest
from django.urls import reverse

from lms.core.models import Narrative, ReadEvent, ReadSubject
from logbook.models import Entry
from tests.factories.accounts import RelationFactory, with_role
from tests.factories.logbook import confirmed, draft, sent, supervises

from .pages import CANARY, page, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both]


OWN = ["entry", "change", "send", "take_back", "remove", "correct"]


@pytest.mark.parametrize("act", OWN)
@pytest.mark.parametrize("kind", ["practice", "supervision"])
def test_foreign_entries_are_not_there(client, ada, cy, eve, act, kind):
    """The record exists, and 404 is all that anybody else hears: outsiders, other supervisors, staff."""
    note = CANARY if kind == "supervision" else ""
    entry = sent(ada, cy, kind=kind, note=note)
    dee = with_role("supervisor", "Dee")
    supervises(dee, ada)
    area = "hours" if kind == "practice" else "supervision"
    for person in (eve, dee, cy, *(with_role(role, role) for role in ("manager", "assessor", "board", "admin"))):
        signed_in(client, person)
        for method in (client.get, client.post):
            response = method(reverse(f"logbook:{area}_{act}", kwargs={"ref": entry.public_id}))
            assert response.status_code == 404
            assert CANARY not in response.content.decode()
    assert Narrative.objects.filter(text=CANARY).exists() is (kind == "supervision")


@pytest.mark.parametrize("act", ["entry", "change", "send", "correct", "confirm", "ask", "differ"])
def test_nobody_but_the_named_supervisor_stands_under_supervise(client, ada, cy, eve, act):
    entry = sent(ada, cy, kind="supervision", note=CANARY)
    dee = with_role("supervisor", "Dee")
    supervises(dee, ada)
    manager = with_role("manager", "Gus")
    RelationFactory(kind="manages", by=manager, of=ada)
    for person in (ada, eve, dee, manager, with_role("board", "Di"), with_role("assessor", "Bo")):
        signed_in(client, person)
        for method in (client.get, client.post):
            response = method(reverse(f"logbook:supervise_{act}", kwargs={"ref": entry.public_id}))
            assert response.status_code == 404
            assert CANARY not in response.content.decode()


def test_the_note_is_on_the_entry_alone_and_for_its_two_people(client, ada, cy):
    entry = confirmed(ada, cy, kind="supervision", note=CANARY)
    for person, name in ((ada, "supervision_entry"), (cy, "supervise_entry")):
        assert CANARY in page(signed_in(client, person), name, ref=entry.public_id)
    for person, names in ((ada, ["supervision", "hours"]), (cy, ["supervise", "to_sign"])):
        for name in names:
            assert CANARY not in page(signed_in(client, person), name)


def test_a_supervisor_does_not_see_drafts(client, ada, cy):
    entry = draft(ada, cy, kind="supervision", note=CANARY)
    signed_in(client, cy)
    assert client.get(reverse("logbook:supervise_entry", kwargs={"ref": entry.public_id})).status_code == 404
    assert "Nothing yet." in page(client, "supervisee", ref=ada.public_id)


def test_a_supervisor_is_not_shown_what_was_sent_to_another(client, ada, cy):
    dee = with_role("supervisor", "Dee")
    supervises(dee, ada)
    sent(ada, cy, minutes=77)
    text = page(signed_in(client, dee), "supervisee", ref=ada.public_id)
    assert "1 h 17 min" not in text
    assert "Nothing yet." in text


def test_opening_a_note_of_somebody_else_leaves_a_trace(client, ada, cy):
    entry = confirmed(ada, cy, kind="supervision", note="agreed: rest")
    page(signed_in(client, ada), "supervision_entry", ref=entry.public_id)
    assert not ReadEvent.objects.exists()
    page(signed_in(client, cy), "supervise_entry", ref=entry.public_id)
    event = ReadEvent.objects.get()
    assert (event.actor_ref, event.record_type) == (cy.public_id, "logbook.note")
    assert ReadSubject.objects.get().person_ref == ada.public_id


def test_a_page_without_words_leaves_no_trace(client, ada, cy):
    page(signed_in(client, cy), "supervise_entry", ref=confirmed(ada, cy).public_id)
    assert not ReadEvent.objects.exists()


def test_the_supervisors_desk_is_not_there_for_others(client, ada, cy, eve):
    for person in (ada, eve, with_role("manager", "Gus")):
        signed_in(client, person)
        for name, kwargs in (
            ("supervise", {}),
            ("to_sign", {}),
            ("supervisee", {"ref": ada.public_id}),
            ("session_new", {"ref": ada.public_id}),
        ):
            assert client.get(reverse(f"logbook:{name}", kwargs=kwargs)).status_code == 404


def test_a_supervisor_does_not_open_somebody_elses_supervisee(client, ada, cy):
    dee = with_role("supervisor", "Dee")
    for name in ("supervisee", "session_new"):
        assert signed_in(client, dee).get(reverse(f"logbook:{name}", kwargs={"ref": ada.public_id})).status_code == 404


def test_nobody_signed_out_gets_anywhere(client, ada, cy):
    entry = sent(ada, cy)
    for name, kwargs in (("hours", {}), ("hours_entry", {"ref": entry.public_id}), ("supervise", {}), ("to_sign", {})):
        response = client.get(reverse(f"logbook:{name}", kwargs=kwargs))
        assert response.status_code == 302
        assert response.url.startswith("/sign-in/")


@pytest.mark.parametrize("act", ["send", "take_back"])
def test_a_get_changes_nothing(client, ada, cy, act):
    entry = draft(ada, cy)
    response = signed_in(client, ada).get(reverse(f"logbook:hours_{act}", kwargs={"ref": entry.public_id}))
    assert response.status_code == 405
    assert Entry.objects.get().state == "draft"


def test_pages_of_people_are_not_stored(client, ada):
    response = signed_in(client, ada).get(reverse("logbook:hours"))
    assert "no-store" in response["Cache-Control"]
