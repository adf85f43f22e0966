"""The database itself refuses to change what must stay."""

import pytest
from django.db import DatabaseError, connection, transaction

from lms.core.append_only import install_triggers, missing_triggers, protections, purge_permit
from lms.core.models import MoveEvent, Narrative, PurgePermit
from lms.core.narrative import attach_words, salted_hash, write_words

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def an_event():
    return MoveEvent.objects.create(record_type="t", record_ref="A" * 10, verb="v", from_state="a", to_state="b", by_ref="B" * 10)


def refused(action):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        action()


def test_every_protected_table_has_its_triggers():
    assert len(protections()) >= 5
    assert missing_triggers() == []


def test_an_event_cannot_be_updated_or_deleted_by_any_road():
    event = an_event()
    event.verb = "other"
    refused(event.save)
    refused(event.delete)
    refused(lambda: MoveEvent.objects.update(verb="other"))
    with connection.cursor() as cursor:
        refused(lambda: cursor.execute("UPDATE core_moveevent SET verb = 'other'"))
        refused(lambda: cursor.execute("DELETE FROM core_moveevent"))
    assert MoveEvent.objects.get().verb == "v"


def test_words_go_only_inside_a_permit_which_leaves_a_log_line():
    words = write_words(kind="test.note", text="canary", subject_ref="A" * 10)
    refused(Narrative.objects.all().delete)
    refused(lambda: Narrative.objects.update(text="changed"))
    with purge_permit(purpose="erasure", by_ref="B" * 10, reason="asked"):
        Narrative.objects.filter(pk=words.id).delete()
    permit = PurgePermit.objects.get()
    assert (Narrative.objects.count(), permit.is_open, permit.purpose) == (0, False, "erasure")


def test_a_permit_for_words_does_not_open_envelopes():
    an_event()
    with purge_permit(purpose="retention", by_ref="", reason="night"):
        refused(MoveEvent.objects.all().delete)
    assert MoveEvent.objects.count() == 1


def test_the_permit_that_opens_everything_is_for_tests_only():
    with pytest.raises(DatabaseError), transaction.atomic():
        PurgePermit.open(purpose="erasure", by_ref="", reason="", scope="everything")
    with pytest.raises(ValueError, match="curiosity"):
        PurgePermit.open(purpose="curiosity", by_ref="", reason="")


def test_a_dropped_trigger_is_noticed_and_put_back():
    with connection.cursor() as cursor:
        on = "" if connection.vendor == "sqlite" else " ON core_moveevent"
        cursor.execute(f"DROP TRIGGER keep_core_moveevent_update{on}")
    assert missing_triggers() == ["keep_core_moveevent_update"]
    install_triggers()
    install_triggers()
    assert missing_triggers() == []


def test_words_are_bound_to_their_envelope_by_a_salted_hash():
    words = write_words(kind="test.note", text="canary", subject_ref="A" * 10)
    kept = Narrative.objects.get(pk=words.id)
    assert words.sha256 == salted_hash(kept.salt, "canary")
    assert write_words(kind="test.note", text="  ", subject_ref="A" * 10).id is None


def test_words_of_many_envelopes_load_in_one_query(django_assert_num_queries):
    class Envelope:
        def __init__(self, words_id):
            self.words_id, self.words = words_id, "?"

    kept = [write_words(kind="t", text=f"text {n}", subject_ref="A" * 10) for n in range(3)]
    gone = Envelope("00000000-0000-0000-0000-000000000000")
    with django_assert_num_queries(1):
        loaded = attach_words([Envelope(None), gone, *(Envelope(words.id) for words in kept)])
    assert [envelope.words for envelope in loaded] == ["", None, "text 0", "text 1", "text 2"]
