"""What the log lets go of, hands over, checks and reminds of."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.checks import run_checks
from django.db import connection

from accounts.services.breaks import end_break, start_break
from lms.core.models import Narrative, OutboxMessage
from lms.core.registry import contributions
from logbook.guard import TRIGGER, install_guard
from logbook.models import Entry, Remark
from logbook.services import countersign, submit
from logbook.services.notes import note_of
from tests.factories.logbook import DAY, asked, confirmed, draft, sent, session_by
from tests.keeping import let_go

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def registered(verb):
    return dict(contributions(verb))["logbook"]


def test_erasure_takes_the_words_and_the_drafts_and_keeps_the_minutes(ada, cy, eve):
    kept = confirmed(ada, cy, kind="supervision", note="the canary of the note")
    asked(ada, cy, "the canary of the question")
    draft(ada, cy, minutes=30)
    lines = registered("erase")(ada)
    assert not Narrative.objects.exists()
    assert note_of(Entry.objects.get(pk=kept.pk)) is None
    assert note_of(Remark.objects.get()) is None
    assert sorted(Entry.objects.values_list("minutes", "state")) == [(60, "countersigned"), (180, "returned")]
    assert not Entry.history.filter(minutes=30).exists()
    assert [line.fate for line in lines] == ["gone", "gone", "kept"]
    assert registered("erase")(eve) == []


def test_a_supervisor_takes_their_own_words_along_and_leaves_the_other_persons_note(ada, cy):
    confirmed(ada, cy, kind="supervision", note="what Ada and Cy agreed")
    asked(ada, cy, "what only Cy wrote")
    registered("erase")(cy)
    assert [n.text for n in Narrative.objects.all()] == ["what Ada and Cy agreed"]


def test_the_copy_holds_everything_in_words(ada, cy, eve):
    confirmed(ada, cy, kind="supervision", note="agreed: rest")
    asked(ada, cy, "Was it two hours?")
    copy = registered("export")(ada)
    supervision = next(e for e in copy["entries"] if e["kind"] == "supervision")
    assert (supervision["note"], supervision["supervisor"], supervision["minutes"]) == ("agreed: rest", "Cy", 60)
    assert supervision["confirmed_at"]
    assert [(r["words"], r["by"]) for r in copy["remarks"]] == [("Was it two hours?", "Cy")]
    assert not any(registered("export")(eve).values())


def problems():
    return sorted((p.invariant, p.says) for p in registered("check")())


def test_honest_records_have_no_problems(ada, cy):
    confirmed(ada, cy)
    countersign(entry=session_by(cy, ada), by=ada)
    sent(ada, cy, minutes=30)
    assert problems() == []


def tamper(statement, *values):
    """What somebody with a database prompt and time could do: take the triggers away first."""
    table = "" if connection.vendor == "sqlite" else " ON logbook_entry"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {TRIGGER}{table}")
        cursor.execute(statement, values)
    install_guard()


def test_an_entry_that_was_tampered_with_is_found(ada, cy):
    confirmed(ada, cy)
    tamper("UPDATE logbook_entry SET minutes = 240")
    assert problems() == [
        (2, "the entry says something else than what was confirmed"),
        (3, "minutes or day differ from the entry"),
    ]


def test_a_confirmed_entry_without_a_signature_is_found(ada, cy):
    sent(ada, cy)
    Entry.objects.update(state="countersigned")
    assert problems() == [(4, "is confirmed without a countersignature")]


def test_a_signer_without_a_relation_is_found(ada, cy):
    confirmed(ada, cy)
    cy.relations_by.update(until_on=DAY - timedelta(days=1))
    assert problems() == [(5, "the supervisor had no relation with the person on that day")]


def test_another_person_put_in_is_found(ada, cy, eve):
    confirmed(ada, cy)
    tamper("UPDATE logbook_entry SET person_id = %s, logged_by_id = %s", eve.pk, eve.pk)
    assert (4, "the person and the named supervisor are not its two hands") in problems()


def test_a_missing_guard_is_found_by_both_checks(ada):
    table = "" if connection.vendor == "sqlite" else " ON logbook_entry"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {TRIGGER}{table}")
    assert [p.row for p in registered("check")()] == [TRIGGER]
    assert "alongside.W040" in [m.id for m in run_checks(databases=["default"])]
    install_guard()
    assert "alongside.W040" not in [m.id for m in run_checks(databases=["default"])]


def test_the_check_takes_the_same_queries_for_many_rows(ada, cy, django_assert_max_num_queries):
    for minutes in range(1, 13):
        confirmed(ada, cy, minutes=minutes)
    with django_assert_max_num_queries(9):
        assert problems() == []


def test_a_supervisor_is_reminded_once_a_week_without_names(ada, cy):
    submit(entry=draft(ada, cy), by=ada, at=datetime(2026, 3, 9, 12, tzinfo=UTC))
    remind = registered("remind")
    assert remind(date(2026, 3, 22)) == 0
    assert remind(date(2026, 3, 23)) == 1
    assert remind(date(2026, 3, 24)) == 1
    mail = OutboxMessage.objects.get()
    assert (mail.address, mail.subject) == ("cy@example.org", "Hours wait for you")
    assert "Ada" not in mail.body
    remind(date(2026, 3, 30))
    assert OutboxMessage.objects.count() == 2


def test_nobody_is_reminded_of_what_is_confirmed(ada, cy):
    countersign(entry=submit(entry=draft(ada, cy), by=ada, at=datetime(2026, 3, 9, 12, tzinfo=UTC)), by=cy)
    assert registered("remind")(date(2026, 4, 30)) == 0


def test_notes_go_after_two_years_and_the_rest_stays(ada, cy):
    confirmed(ada, cy, kind="supervision", note="the canary")
    night = datetime(2028, 3, 1, 2, tzinfo=UTC)
    assert let_go("logbook.notes", night) == 0
    assert let_go("logbook.notes", night + timedelta(days=2)) == 1
    assert let_go("logbook.notes", night + timedelta(days=2)) == 0
    assert not Narrative.objects.exists()
    assert (Entry.objects.get().minutes, Entry.objects.get().topics) == (60, ["boundaries"])
    assert problems() == []


def test_the_two_weeks_stand_still_while_the_person_is_on_a_break(ada, cy):
    submit(entry=draft(ada, cy), by=ada, at=datetime(2026, 3, 9, 12, tzinfo=UTC))
    start_break(person=ada, on=date(2026, 3, 12))
    remind = registered("remind")
    assert remind(date(2026, 4, 30)) == 0
    end_break(person=ada, on=date(2026, 4, 30))
    assert [remind(date(2026, 5, 10)), remind(date(2026, 5, 11))] == [0, 1]
