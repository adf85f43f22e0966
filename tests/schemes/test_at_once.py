"""Two people at the same moment. Real threads need a database with row locks, so these run on PostgreSQL."""

import threading

import pytest
from django.db import connection

from lms.core.errors import Refused
from schemes.dates import authority_day
from schemes.models import CaseReport, Certification, CertificationEvent, Decision
from schemes.services import apply, suspend
from tests.factories.accounts import UserFactory
from tests.factories.schemes import NAMES, begun, board_member, certified, decided, ready, sent

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.both,
    pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite has one writer: nothing happens at once"),
]


def at_once(*acts):
    """Run the acts together; (results, refusals)."""
    start, results, refusals = threading.Barrier(len(acts)), [], []

    def run(act):
        start.wait()
        try:
            results.append(act())
        except Refused as refused:
            refusals.append(refused)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results, refusals


def test_two_decisions_at_once_are_one():
    application, di, yusra = sent(UserFactory()), board_member(), board_member("Yusra")
    results, refusals = at_once(
        lambda: decided(application, by=di), lambda: decided(application, by=yusra, outcome="not_this_time", reasons="No.")
    )
    assert (len(results), len(refusals), Decision.objects.count()) == (1, 1, 1)
    assert Certification.objects.count() == (1 if results[0].outcome == "award" else 0)


def test_a_double_press_is_one_decision():
    application, di = sent(UserFactory()), board_member()
    results, _refusals = at_once(lambda: decided(application, by=di), lambda: decided(application, by=di))
    assert len({decision.pk for decision in results}) == 1
    assert (Decision.objects.count(), CertificationEvent.objects.count()) == (1, 1)


def test_sending_twice_at_once_is_one_report():
    ada = UserFactory()
    application = begun(ada)
    ready(ada)
    at_once(*[lambda: apply(application=application, by=ada, **NAMES)] * 2)
    assert CaseReport.objects.count() == 1


def test_two_entries_at_once_keep_the_chain():
    held = certified(UserFactory())

    def act(by):
        return lambda: suspend(certification=held, by=by, reason="concern", private_note="x", effective_on=authority_day())

    results, refusals = at_once(act(board_member("Yusra")), act(board_member("Xenia")))
    assert (len(results), len(refusals)) == (1, 1)
    assert list(held.events.values_list("seq", flat=True)) == [1, 2]
