"""Writing and changing an entry: kind refusals, and questions instead of refusals."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from lms.core.errors import Refused
from lms.core.models import Narrative, PurgePermit
from logbook.models import Entry
from logbook.services import (
    ChangedSince,
    Doubtful,
    change_entry,
    countersign,
    log_entry,
    return_entry,
    shorten_entry,
)
from tests.factories.accounts import RelationFactory
from tests.factories.logbook import DAY, SOON_AFTER, EntryFactory, confirmed, draft, facts, sent, session_by

pytestmark = [pytest.mark.django_db, pytest.mark.both]


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
