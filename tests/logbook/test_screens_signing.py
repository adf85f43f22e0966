"""Confirming many, asking, and seeing it differently."""

import re

import pytest

from logbook.models import Countersignature, Entry, Remark
from logbook.services import change_entry, submit, take_back
from tests.factories.accounts import with_role
from tests.factories.logbook import facts, sent, supervises

from .pages import client_post_follow, page, post, signed_in, ticks

pytestmark = pytest.mark.django_db


def test_nothing_is_ticked_beforehand(client, ada, cy):
    sent(ada, cy)
    sent(ada, cy, minutes=60)
    text = page(signed_in(client, cy), "to_sign")
    assert "2 entries, 4 hours. Nothing is ticked for you." in text
    assert "checked" not in text


def test_ticked_entries_are_confirmed_and_the_others_wait(client, ada, cy):
    one, other = sent(ada, cy), sent(ada, cy, minutes=60)
    response = client_post_follow(signed_in(client, cy), "to_sign", {"entry": ticks(one), "happened": "on"})
    assert "Confirmed: 1 entry, 3 hours." in response
    assert Entry.objects.get(state="submitted") == other


def test_one_tick_for_a_person_confirms_what_was_shown(client, ada, cy):
    shown = [sent(ada, cy), sent(ada, cy, minutes=60)]
    later = sent(ada, cy, minutes=30)
    data = {"all": ada.public_id, f"shown-{ada.public_id}": ticks(*shown), "happened": "on"}
    assert "Confirmed: 2 entries, 4 hours." in client_post_follow(signed_in(client, cy), "to_sign", data)
    assert Entry.objects.get(state="submitted") == later


def test_ticks_without_the_declaration_are_kept_and_nothing_is_confirmed(client, ada, cy):
    entry = sent(ada, cy)
    response = post(signed_in(client, cy), "to_sign", {"entry": ticks(entry)})
    text = response.content.decode()
    assert response.status_code == 422
    assert "Only then can they count." in text
    assert re.search(rf'value="{ticks(entry)[0]}"[^>]* checked', text)
    assert not Countersignature.objects.exists()


def test_the_declaration_without_ticks_says_what_to_do(client, ada, cy):
    sent(ada, cy)
    response = post(signed_in(client, cy), "to_sign", {"happened": "on"})
    assert "Tick the entries that happened as written." in response.content.decode()


def test_two_browsers_what_changed_meanwhile_is_not_signed(client, ada, cy):
    entry = sent(ada, cy)
    old = ticks(entry)
    take_back(entry=entry, by=ada)
    change_entry(entry=entry, by=ada, facts=facts(minutes=480), supervisor=cy)
    submit(entry=Entry.objects.get(), by=ada)
    text = client_post_follow(signed_in(client, cy), "to_sign", {"entry": old, "happened": "on"})
    assert "Ada: This entry has changed since you opened the page." in text
    assert not Countersignature.objects.exists()


def test_two_browsers_signing_the_same_entry_makes_one_signature(client, ada, cy):
    entry = sent(ada, cy)
    data = {"entry": ticks(entry), "happened": "on"}
    signed_in(client, cy)
    post(client, "to_sign", data)
    assert post(client, "to_sign", data).status_code == 302
    assert Countersignature.objects.count() == 1


def test_nobody_signs_through_the_list_what_they_may_not(client, ada, cy, eve):
    dee = with_role("supervisor", "Dee")
    supervises(dee, ada)
    entry = sent(ada, cy)
    post(signed_in(client, dee), "to_sign", {"entry": ticks(entry), "happened": "on"})
    assert not Countersignature.objects.exists()


def test_a_question_goes_to_the_writer_and_comes_back_with_an_answer(client, ada, cy):
    entry = sent(ada, cy)
    signed_in(client, cy)
    assert "Ada reads this. Nobody else does." in page(client, "supervise_ask", ref=entry.public_id)
    post(client, "supervise_ask", {"question": "Was it two hours?", "seen": entry.version}, ref=entry.public_id)
    assert "Was it two hours?" in page(client, "to_sign")
    signed_in(client, ada)
    assert "There is a question" in page(client, "hours")
    assert "Was it two hours?" in page(client, "hours_entry", ref=entry.public_id)
    post(client, "hours_send", {"answer": "Three, with tidying up.", "seen": entry.version}, ref=entry.public_id)
    text = page(signed_in(client, cy), "to_sign")
    assert "Three, with tidying up." in text
    assert f'value="{ticks(Entry.objects.get())[0]}"' in text


def test_two_versions_stand_side_by_side(client, ada, cy):
    entry = sent(ada, cy)
    signed_in(client, cy)
    data = {"words": "The café was closed.", "minutes": "2 h", "seen": entry.version}
    assert post(client, "supervise_differ", data, ref=entry.public_id).status_code == 302
    for person, name in ((cy, "supervise_entry"), (ada, "hours_entry")):
        text = page(signed_in(client, person), name, ref=entry.public_id)
        assert 'class="said"' in text
        assert "The café was closed." in text
        assert "3 h" in text
        assert "2 h" in text


def test_an_empty_different_view_is_asked_to_say_something(client, ada, cy):
    entry = sent(ada, cy)
    response = post(signed_in(client, cy), "supervise_differ", {"words": ""}, ref=entry.public_id)
    assert response.status_code == 422
    assert not Remark.objects.exists()
