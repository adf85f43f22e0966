"""Two people, or one person twice, at the same moment. PostgreSQL only: SQLite lets one writer in at a time."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from lms.core.errors import Refused
from lms.core.models import MoveEvent
from logbook.models import Countersignature, Entry
from logbook.services import countersign, log_entry, take_back
from tests.factories.logbook import SOON_AFTER, facts, sent

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.both,
    pytest.mark.skipif(connection.vendor == "sqlite", reason="needs two connections that write"),
]


def at_once(*acts):
    """Run the acts at the same moment on their own connections; the answers, or what they refused."""
    gate = Barrier(len(acts))

    def run(act):
        gate.wait()
        try:
            return act()
        except Refused as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_two_presses_make_one_countersignature(ada, cy):
    entry = sent(ada, cy)
    answers = at_once(*[lambda: countersign(entry=Entry.objects.get(pk=entry.pk), by=cy)] * 4)
    assert all(isinstance(answer, Entry) for answer in answers)
    assert Countersignature.objects.count() == 1
    assert MoveEvent.objects.filter(verb="countersign").count() == 1


def test_taking_back_and_confirming_at_once_leaves_one_of_the_two(ada, cy):
    entry = sent(ada, cy)
    at_once(lambda: countersign(entry=entry, by=cy), lambda: take_back(entry=Entry.objects.get(pk=entry.pk), by=ada))
    now = Entry.objects.get()
    assert (now.state, Countersignature.objects.count()) in {("countersigned", 1), ("draft", 0)}


def test_one_form_sent_twice_at_once_is_one_entry(ada, cy):
    def log():
        return log_entry(person=ada, by=ada, facts=facts(), supervisor=cy, once="k", today=SOON_AFTER)

    answers = at_once(log, log)
    assert {answer.pk for answer in answers} == {Entry.objects.get().pk}
