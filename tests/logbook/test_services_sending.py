"""Sending and confirming: two hands, one entry."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from lms.core.canonical import sha256_hex
from lms.core.errors import Refused
from lms.core.models import MoveEvent, Narrative
from lms.core.moves import NotAllowed
from logbook.models import Countersignature, Entry
from logbook.queries import hours
from logbook.services import (
    ChangedSince,
    change_entry,
    countersign,
    countersign_many,
    remove_draft,
    return_entry,
    submit,
    submit_drafts,
    take_back,
)
from logbook.signals import entry_countersigned
from tests.factories.accounts import UserFactory
from tests.factories.logbook import DAY, SOON_AFTER, asked, confirmed, draft, facts, sent, session_by, supervises

from .counting import counted

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_sending_needs_somebody_who_can_confirm(ada):
    with pytest.raises(Refused, match="Choose who can confirm"):
        submit(entry=draft(ada), by=ada)


def test_sending_twice_is_sending_once(ada, cy):
    entry = sent(ada, cy)
    assert submit(entry=entry, by=ada).state == "submitted"
    assert MoveEvent.objects.filter(verb="submit").count() == 1


def test_several_drafts_are_sent_each_for_itself(ada, cy):
    ready, bare = draft(ada, cy), draft(ada, minutes=60)
    assert submit_drafts(person=ada, entries=[ready, bare]) == ([ready], [bare])


def test_taking_back_twice_is_taking_back_once(ada, cy):
    entry = take_back(entry=sent(ada, cy), by=ada)
    assert take_back(entry=entry, by=ada).state == "draft"
    assert MoveEvent.objects.filter(verb="take_back").count() == 1


def test_an_entry_can_be_taken_back_until_somebody_answers(ada, cy):
    entry = sent(ada, cy)
    with pytest.raises(PermissionDenied):
        take_back(entry=entry, by=cy)
    assert take_back(entry=entry, by=ada).state == "draft"
    with pytest.raises(NotAllowed):
        take_back(entry=confirmed(ada, cy, minutes=60), by=ada)


def test_a_draft_can_be_thrown_away_with_all_its_traces(ada, cy):
    entry = draft(ada, cy, kind="supervision", note="the canary")
    remove_draft(entry=entry, by=ada)
    assert not Entry.objects.exists()
    assert not Entry.history.exists()
    assert not Narrative.objects.exists()


def test_what_two_people_wrote_about_is_not_thrown_away(ada, cy):
    entry = take_back(entry=submit(entry=asked(ada, cy), by=ada), by=ada)
    with pytest.raises(Refused, match="written about"):
        remove_draft(entry=entry, by=ada)
    with pytest.raises(Refused, match="Take it back first"):
        remove_draft(entry=sent(ada, cy, minutes=60), by=ada)


def test_only_confirmed_minutes_count(ada, cy):
    entry = draft(ada, cy)
    assert counted(ada) == 0
    submit(entry=entry, by=ada)
    assert counted(ada) == 0
    countersign(entry=entry, by=cy)
    assert counted(ada) == 180


def test_a_countersignature_copies_the_facts(ada, cy):
    entry = confirmed(ada, cy, kind="supervision", note="agreed: rest")
    signature = entry.countersignature
    assert (signature.by, signature.logged_by, signature.supervisor) == (cy, ada, cy)
    assert (signature.minutes, signature.on) == (60, DAY)
    assert signature.sha256 == sha256_hex(signature.facts)
    copy = json.loads(signature.facts)
    assert (copy["minutes"], copy["person"], copy["supervisor"]) == (60, ada.public_id, cy.public_id)
    assert "agreed" not in signature.facts
    assert "Ada" not in signature.facts


def test_nobody_confirms_what_they_wrote(ada, cy):
    with pytest.raises(PermissionDenied):
        countersign(entry=sent(ada, cy), by=ada)
    with pytest.raises(PermissionDenied):
        countersign(entry=session_by(cy, ada), by=cy)


def test_another_supervisor_of_the_person_does_not_confirm(ada, cy):
    other = UserFactory(called="Dee")
    supervises(other, ada)
    with pytest.raises(PermissionDenied):
        countersign(entry=sent(ada, cy), by=other)


def test_the_relation_must_hold_on_the_day_of_the_entry(ada, cy):
    entry = sent(ada, cy)
    cy.relations_by.update(until_on=DAY - timedelta(days=1))
    with pytest.raises(Refused, match="not down as Ada's supervisor"):
        countersign(entry=entry, by=cy)
    cy.relations_by.update(until_on=DAY)
    assert countersign(entry=entry, by=cy).is_countersigned


def test_pressing_twice_gives_one_countersignature(ada, cy):
    entry = confirmed(ada, cy)
    assert countersign(entry=entry, by=cy).is_countersigned
    assert Countersignature.objects.count() == 1


def test_a_second_countersignature_is_refused_by_the_database(ada, cy):
    first = confirmed(ada, cy).countersignature
    first.pk, first.public_id = None, "0000000000"
    first._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save()


def test_a_draft_is_not_confirmed(ada, cy):
    with pytest.raises(NotAllowed):
        countersign(entry=draft(ada, cy), by=cy)


def test_what_changed_since_the_page_was_drawn_is_not_confirmed(ada, cy):
    """Two browsers: Cy looks at three hours while Ada takes the entry back and makes it eight."""
    entry = sent(ada, cy)
    seen = entry.version
    take_back(entry=entry, by=ada)
    change_entry(entry=entry, by=ada, facts=facts(minutes=480), supervisor=cy, today=SOON_AFTER)
    submit(entry=entry, by=ada)
    with pytest.raises(ChangedSince):
        countersign(entry=entry, by=cy, seen=seen)
    assert counted(ada) == 0


def test_the_news_is_sent_on_commit_with_the_id_alone(ada, cy, commits):
    heard = []

    def listen(**news):
        heard.append(news["entry_id"])

    entry_countersigned.connect(listen)
    try:
        entry = sent(ada, cy)
        with commits():
            countersign(entry=entry, by=cy)
            assert heard == []
        assert heard == [entry.pk]
    finally:
        entry_countersigned.disconnect(listen)


def test_one_that_changed_does_not_hold_up_the_others(ada, cy):
    stale, fresh, unseen = sent(ada, cy), sent(ada, cy, minutes=60), sent(ada, cy, minutes=30)
    done = countersign_many(entries=[stale, fresh, unseen], by=cy, seen={stale.public_id: "something else", fresh.public_id: fresh.version})
    assert done.confirmed == [fresh]
    assert done.minutes == 60
    assert [entry for entry, _why in done.waiting] == [stale, unseen]


def test_a_session_that_the_supervisor_logs_waits_for_the_person(ada, cy):
    entry = session_by(cy, ada, note="agreed: rest")
    assert entry.state == "submitted"
    assert counted(ada, "supervision") == 0
    countersign(entry=entry, by=ada)
    assert counted(ada, "supervision") == 60
    (logged,) = hours([ada.pk], "supervision")[ada.pk]
    assert logged.countersigned_by_id == cy.pk


def test_a_supervisor_logs_sessions_only_while_they_supervise(ada, cy):
    cy.relations_by.update(until_on=DAY - timedelta(days=1))
    with pytest.raises(Refused, match="not down"):
        session_by(cy, ada)


def test_the_person_may_ask_about_a_session_and_the_supervisor_changes_it(ada, cy):
    entry = return_entry(entry=session_by(cy, ada), by=ada, question="Half an hour, I think?")
    change_entry(entry=entry, by=cy, facts=facts("supervision", minutes=30), supervisor=cy, today=SOON_AFTER)
    countersign(entry=submit(entry=entry, by=cy), by=ada)
    assert counted(ada, "supervision") == 30
