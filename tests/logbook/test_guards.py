"""What the database itself refuses, on SQLite and on PostgreSQL."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from logbook.guard import TRIGGER, guard_stands, install_guard
from logbook.models import Countersignature, Entry, Remark
from tests.factories.logbook import EntryFactory, asked, confirmed, draft, sent

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def refused(statement, *values):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_a_raw_update_of_a_countersignature_is_refused(ada, cy):
    confirmed(ada, cy)
    refused("UPDATE logbook_countersignature SET minutes = 999")
    refused("DELETE FROM logbook_countersignature")
    assert Countersignature.objects.get().minutes == 180


def test_a_raw_update_of_a_remark_is_refused(ada, cy):
    asked(ada, cy)
    refused("UPDATE logbook_remark SET kind = 'answer'")
    refused("DELETE FROM logbook_remark")
    assert Remark.objects.get().kind == "question"


def test_a_raw_update_of_a_confirmed_entry_is_refused(ada, cy):
    confirmed(ada, cy)
    refused("UPDATE logbook_entry SET minutes = 999")
    refused("UPDATE logbook_entry SET state = 'draft'")
    assert Entry.objects.get().minutes == 180


def test_an_entry_that_waits_can_still_be_changed(ada, cy):
    sent(ada, cy)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE logbook_entry SET minutes = 60")
    assert Entry.objects.get().minutes == 60


def test_the_guard_can_be_put_up_again_and_is_missed_when_it_is_gone(ada, cy):
    install_guard()
    assert guard_stands()
    table = "" if connection.vendor == "sqlite" else " ON logbook_entry"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {TRIGGER}{table}")
    assert not guard_stands()
    install_guard()
    assert guard_stands()


@pytest.mark.parametrize(
    "nonsense",
    [
        {"minutes": 0},
        {"minutes": 24 * 60 + 1},
        {"start_minute": 24 * 60},
        {"mode": "group"},
        {"group_size": 3},
        {"state": "submitted"},
        {"state": "lost"},
        {"kind": "gossip"},
        {"did_not_happen": True},
    ],
)
def test_nonsense_does_not_become_an_entry(ada, nonsense):
    with pytest.raises(IntegrityError), transaction.atomic():
        EntryFactory(person=ada, **nonsense)


def test_nobody_supervises_themselves_or_writes_for_two_others(ada, cy, eve):
    for fields in ({"supervisor": ada}, {"supervisor": cy, "logged_by": eve}, {"supervisor": cy, "logged_by": cy}):
        with pytest.raises(IntegrityError), transaction.atomic():
            EntryFactory(person=ada, **fields)


def test_one_hand_does_not_make_a_countersignature(ada, cy, eve):
    entry = sent(ada, cy)
    facts = {"entry": entry, "supervisor": cy, "on": entry.on, "minutes": 180, "signed_on": entry.on, "facts": "{}", "sha256": ""}
    for by, logged_by in ((ada, ada), (eve, ada), (cy, cy)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Countersignature.objects.create(by=by, logged_by=logged_by, **facts)


def test_history_holds_no_words(ada, cy):
    draft(ada, cy, kind="supervision", note="the canary")
    columns = [field.name for field in Entry.history.model._meta.get_fields()]
    assert not {"words_id", "words_sha256", "words"} & set(columns)
