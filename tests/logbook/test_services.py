"""From a draft to minutes that count: two hands, one entry."""

import json
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from lms.core.canonical import sha256_hex
from lms.core.errors import Refused
from lms.core.models import MoveEvent, Narrative, PurgePermit
from lms.core.moves import NotAllowed
from logbook.models import Countersignature, Entry, Remark
from logbook.queries import hours
from logbook.services import (
    ChangedSince,
    Doubtful,
    change_entry,
    correct_entry,
    countersign,
    countersign_many,
    log_entry,
    remove_draft,
    return_entry,
    see_it_differently,
    shorten_entry,
    submit,
    submit_drafts,
    take_back,
)
from logbook.services.notes import note_of
from logbook.signals import entry_countersigned
from tests.factories.accounts import RelationFactory, UserFactory
from tests.factories.logbook import DAY, SOON_AFTER, EntryFactory, asked, confirmed, draft, facts, sent, session_by, supervises

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def counted(person, kind="practice"):
    return sum(entry.minutes for entry in hours([person.pk], kind)[person.pk] if entry.state == "countersigned")


# --- writing ---------------------------------------------------------------------------------------


def test_hours_in_the_future_are_refused_with_the_day(ada):
    with pytest.raises(Refused, match="Tuesday 10 March 2026 is still to come"):
        log_entry(person=ada, by=ada, facts=facts(on=SOON_AFTER + timedelta(days=1)), today=SOON_AFTER)
    assert log_entry(person=ada, by=ada, facts=facts(on=SOON_AFTER), today=SOON_AFTER).state == "draft"


def test_a_day_has_24_hours(ada):
    with pytest.raises(Refused, match="24 hours"):
        draft(ada, minutes=24 * 60 + 1)
    with pytest.raises(Doubtful):
        draft(ada, minutes=24 * 60)


def test_a_group_needs_a_number(ada):
    with pytest.raises(Refused, match="how many took part"):
        draft(ada, mode="group", group_size=1)
    assert draft(ada, mode="group", group_size=2).group_size == 2


def test_a_key_that_no_list_knows_is_an_error_of_the_program(ada):
    with pytest.raises(ValueError, match="gossip"):
        draft(ada, activity="gossip")


def test_the_same_form_sent_twice_is_one_entry(ada):
    assert draft(ada, once="k1") == draft(ada, once="k1", minutes=60)
    assert Entry.objects.count() == 1


def test_two_people_may_have_the_same_form_key(ada, eve):
    assert draft(ada, once="k1") != draft(eve, once="k1")


def test_nobody_logs_hours_for_somebody_else(ada, cy, eve):
    with pytest.raises(Refused, match="Only the person"):
        log_entry(person=ada, by=cy, facts=facts(), supervisor=cy, today=SOON_AFTER)
    with pytest.raises(Refused, match="Only the person"):
        log_entry(person=ada, by=eve, facts=facts("supervision"), supervisor=cy, today=SOON_AFTER)


def test_a_supervisor_must_have_supervised_on_that_day(ada, cy, eve):
    with pytest.raises(Refused, match="Eve is not down as Ada's supervisor on Monday 2 March 2026"):
        draft(ada, eve)
    with pytest.raises(Refused, match="not down"):
        draft(ada, cy, on=date(2019, 12, 31))


def test_a_declared_conflict_stops_the_confirming(ada, cy):
    entry = sent(ada, cy)
    RelationFactory(kind="conflict", by=ada, of=cy, from_on=DAY)
    with pytest.raises(Refused, match="conflict of interest"):
        countersign(entry=entry, by=cy)


# --- questions, never refusals ----------------------------------------------------------------------


def test_shared_time_is_asked_about_and_kept_after_a_yes(ada):
    first = draft(ada, start_minute=14 * 60)
    with pytest.raises(Doubtful) as question:
        draft(ada, start_minute=16 * 60, minutes=120, setting="phone_line")
    (doubt,) = question.value.doubts
    assert (doubt.about, doubt.minutes, doubt.other.ref) == ("overlap", 60, first.public_id)
    kept = draft(ada, start_minute=16 * 60, minutes=120, setting="phone_line", sure={doubt.token})
    assert kept.confirmed_doubts == ["overlap"]


def test_a_yes_answers_only_what_was_asked(ada):
    draft(ada, start_minute=14 * 60)
    with pytest.raises(Doubtful) as question:
        draft(ada, start_minute=16 * 60, minutes=120)
    with pytest.raises(Doubtful):
        draft(ada, start_minute=15 * 60, minutes=120, sure={question.value.doubts[0].token})


def test_more_than_twelve_hours_on_a_day_is_asked_about(ada):
    draft(ada, minutes=11 * 60)
    with pytest.raises(Doubtful) as question:
        draft(ada, minutes=61, activity="outreach")
    assert [(d.about, d.minutes) for d in question.value.doubts] == [("long_day", 721)]
    assert draft(ada, minutes=60, activity="outreach").minutes == 60


def test_the_same_length_and_kind_on_one_day_is_asked_about(ada):
    draft(ada)
    with pytest.raises(Doubtful) as question:
        draft(ada)
    assert [d.about for d in question.value.doubts] == ["same_again"]


def test_a_day_long_ago_is_asked_about(ada):
    with pytest.raises(Doubtful) as question:
        draft(ada, on=SOON_AFTER - timedelta(days=366))
    assert [d.about for d in question.value.doubts] == ["long_ago"]


def test_a_supervisor_learns_nothing_about_hours_they_may_not_read(ada, cy):
    draft(ada, start_minute=14 * 60)  # not sent: nobody's but Ada's
    assert session_by(cy, ada, start_minute=14 * 60).state == "submitted"


# --- changing ---------------------------------------------------------------------------------------


def test_a_draft_can_be_changed_and_does_not_overlap_itself(ada, cy):
    entry = draft(ada, start_minute=600)
    changed = change_entry(entry=entry, by=ada, facts=facts(minutes=60, start_minute=630), supervisor=cy, today=SOON_AFTER)
    assert (changed.minutes, changed.supervisor) == (60, cy)


def test_nobody_else_changes_a_draft(ada, cy):
    with pytest.raises(PermissionDenied):
        change_entry(entry=draft(ada, cy), by=cy, facts=facts(), today=SOON_AFTER)


@pytest.mark.parametrize("make", [sent, confirmed])
def test_what_was_sent_or_confirmed_is_not_changed(ada, cy, make):
    with pytest.raises(Refused, match="stays as it is"):
        change_entry(entry=make(ada, cy), by=ada, facts=facts(minutes=1), today=SOON_AFTER)


def test_an_entry_keeps_its_kind_and_a_session_its_supervisor(ada, cy):
    with pytest.raises(ValueError, match="keeps its kind"):
        change_entry(entry=draft(ada), by=ada, facts=facts("supervision"), today=SOON_AFTER)
    session = return_entry(entry=session_by(cy, ada), by=ada, question="?")
    with pytest.raises(ValueError, match="keeps its supervisor"):
        change_entry(entry=session, by=cy, facts=facts("supervision"), supervisor=None, today=SOON_AFTER)


def test_a_supervisor_who_is_named_later_must_have_supervised_too(ada, eve):
    with pytest.raises(Refused, match="Eve is not down"):
        change_entry(entry=draft(ada), by=ada, facts=facts(), supervisor=eve, today=SOON_AFTER)


def test_an_entry_is_made_shorter_only_where_it_can_be(ada, cy):
    entry = draft(ada, cy, start_minute=600)
    assert shorten_entry(entry=entry, by=ada, against=facts(start_minute=660)).minutes == 60
    with pytest.raises(Refused, match="Open it to change it"):
        shorten_entry(entry=entry, by=ada, against=facts(start_minute=600))
    with pytest.raises(PermissionDenied):
        shorten_entry(entry=entry, by=cy, against=facts(start_minute=630))


def test_a_form_filled_from_an_older_version_is_refused(ada):
    entry = draft(ada)
    seen = entry.version
    change_entry(entry=entry, by=ada, facts=facts(minutes=60), seen=seen, today=SOON_AFTER)
    with pytest.raises(ChangedSince):
        change_entry(entry=entry, by=ada, facts=facts(minutes=90), seen=seen, today=SOON_AFTER)
    assert Entry.objects.get().minutes == 60


def test_a_note_is_replaced_and_the_old_words_are_gone(ada, cy):
    entry = draft(ada, cy, kind="supervision", note="the canary")
    change_entry(entry=entry, by=ada, facts=facts("supervision"), supervisor=cy, note="agreed: rest", today=SOON_AFTER)
    assert [n.text for n in Narrative.objects.all()] == ["agreed: rest"]
    assert PurgePermit.objects.get().purpose == "redaction"


def test_a_note_that_stays_the_same_keeps_its_hash(ada, cy):
    entry = draft(ada, cy, kind="supervision", note="agreed: rest")
    same = change_entry(entry=entry, by=ada, facts=facts("supervision"), supervisor=cy, note=" agreed: rest ", today=SOON_AFTER)
    assert same.words_id == entry.words_id


def test_a_note_is_short(ada, cy):
    with pytest.raises(Refused, match="There are 501 now"):
        draft(ada, cy, kind="supervision", note="x" * 501)


def test_practice_hours_have_no_note_at_all(ada, cy):
    with pytest.raises(ValueError, match="only supervision"):
        draft(ada, cy, note="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        EntryFactory(person=ada, words_id="00000000-0000-0000-0000-000000000001")


# --- sending ----------------------------------------------------------------------------------------


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


# --- confirming -------------------------------------------------------------------------------------


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


# --- both directions --------------------------------------------------------------------------------


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


# --- questions and two versions ---------------------------------------------------------------------


def test_a_question_sends_the_entry_back_with_its_words_apart(ada, cy):
    entry = asked(ada, cy, "Was it two hours?")
    remark = entry.remarks.get()
    assert (entry.state, remark.kind, remark.by) == ("returned", "question", cy)
    assert note_of(remark) == "Was it two hours?"
    assert json.loads(remark.facts)["minutes"] == 180


def test_an_answer_goes_back_with_the_entry(ada, cy):
    entry = submit(entry=asked(ada, cy), by=ada, answer="Three, with the tidying up.")
    assert [r.kind for r in entry.remarks.all()] == ["question", "answer"]
    assert countersign(entry=entry, by=cy).is_countersigned


def test_a_question_needs_words(ada, cy):
    with pytest.raises(Refused, match="Write your question"):
        return_entry(entry=sent(ada, cy), by=cy, question="  ")


def test_only_the_other_hand_asks(ada, cy, eve):
    for somebody in (ada, eve):
        with pytest.raises(PermissionDenied):
            return_entry(entry=sent(ada, cy, minutes=15 if somebody == ada else 30), by=somebody, question="?")


def test_both_versions_stay_when_the_two_see_it_differently(ada, cy):
    entry = sent(ada, cy)
    see_it_differently(entry=entry, by=cy, words="The café was closed.", on=DAY + timedelta(days=1), minutes=120)
    change_entry(entry=entry, by=ada, facts=facts(minutes=120), supervisor=cy, today=SOON_AFTER)
    remark = Remark.objects.get()
    assert (json.loads(remark.facts)["minutes"], remark.seen_minutes) == (180, 120)
    assert remark.seen_on == DAY + timedelta(days=1)
    assert counted(ada) == 0


def test_a_different_view_says_something(ada, cy):
    with pytest.raises(Refused, match="how you saw it"):
        see_it_differently(entry=sent(ada, cy), by=cy, words=" ")
    with pytest.raises(Refused, match="24 hours"):
        see_it_differently(entry=sent(ada, cy, minutes=30), by=cy, minutes=2000)


# --- corrections ------------------------------------------------------------------------------------


def test_a_correction_counts_instead_once_it_is_confirmed(ada, cy):
    old = confirmed(ada, cy)
    new = correct_entry(entry=old, by=ada, facts=facts(minutes=120), today=SOON_AFTER)
    assert (new.state, counted(ada)) == ("submitted", 180)
    countersign(entry=new, by=cy)
    assert counted(ada) == 120
    assert Entry.objects.count() == 2


def test_a_correction_may_say_that_it_did_not_happen(ada, cy):
    new = correct_entry(entry=confirmed(ada, cy, kind="supervision"), by=cy, facts=facts("supervision", did_not_happen=True))
    assert counted(ada, "supervision") == 60
    countersign(entry=new, by=ada)
    assert counted(ada, "supervision") == 0


def test_a_correction_of_a_correction(ada, cy):
    new = countersign(entry=correct_entry(entry=confirmed(ada, cy), by=ada, facts=facts(minutes=120), today=SOON_AFTER), by=cy)
    newest = correct_entry(entry=new, by=ada, facts=facts(minutes=60), today=SOON_AFTER)
    countersign(entry=newest, by=cy)
    assert counted(ada) == 60


def test_there_is_one_correction_at_a_time(ada, cy):
    old = confirmed(ada, cy)
    correct_entry(entry=old, by=ada, facts=facts(minutes=120), today=SOON_AFTER)
    with pytest.raises(Refused, match="correction of this entry already"):
        correct_entry(entry=old, by=ada, facts=facts(minutes=100), today=SOON_AFTER)


def test_only_what_is_confirmed_is_corrected_and_only_by_its_people(ada, cy, eve):
    with pytest.raises(Refused, match="still change it"):
        correct_entry(entry=sent(ada, cy), by=ada, facts=facts(minutes=120), today=SOON_AFTER)
    old = confirmed(ada, cy, minutes=60)
    for somebody in (cy, eve):  # a supervisor does not rewrite practice hours
        with pytest.raises(PermissionDenied):
            correct_entry(entry=old, by=somebody, facts=facts(minutes=30), today=SOON_AFTER)
