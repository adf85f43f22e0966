"""Questions, two versions and corrections: nothing is lost."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from lms.core.errors import Refused
from logbook.models import Entry, Remark
from logbook.services import (
    change_entry,
    correct_entry,
    countersign,
    return_entry,
    see_it_differently,
    submit,
)
from logbook.services.notes import note_of
from tests.factories.logbook import DAY, SOON_AFTER, asked, confirmed, facts, sent

from .counting import counted

pytestmark = [pytest.mark.django_db, pytest.mark.both]


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
