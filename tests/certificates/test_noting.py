"""Checks are noted in batches, away from the answer."""

import threading

import pytest
from django.core.signals import request_finished
from django.db import InterfaceError, OperationalError, ProgrammingError, connection

from certificates.models import CheckEvent
from certificates.services import flush_checks, note_check
from certificates.services.note_check import MOST_WAITING, flush_due_checks
from tests.certificates.test_checking import ask

pytestmark = pytest.mark.django_db


def test_an_answer_does_not_wait_for_the_notebook(client, proof, batched, django_assert_num_queries):
    ask(client, proof.number)
    with django_assert_num_queries(2):
        ask(client, proof.number)
    assert CheckEvent.objects.count() == 0


def test_what_waits_is_written_together(proof, batched, django_assert_num_queries):
    for _ in range(7):
        note_check(outcome="current", channel="number", copy_id=proof.copy.pk)
    with django_assert_num_queries(3):  # one insert between two lines of a savepoint
        assert flush_checks() == 7
    assert flush_checks() == 0
    assert CheckEvent.objects.count() == 7


def test_a_full_notebook_is_written_at_once(proof, batched):
    for _ in range(MOST_WAITING):
        note_check(outcome="current", channel="number", copy_id=proof.copy.pk)
    assert CheckEvent.objects.count() == MOST_WAITING


def test_a_note_that_the_database_refuses_costs_no_answer(client, proof, batched):
    note_check(outcome="current", channel="pigeon", copy_id=proof.copy.pk)
    assert flush_checks() == 0
    note_check(outcome="current", channel="number", copy_id=proof.copy.pk)
    assert flush_checks() == 1


def test_a_note_that_is_refused_costs_no_other_note(proof, batched, caplog):
    for channel in ("number", "pigeon", "number", "owl", "number"):
        note_check(outcome="current", channel=channel, copy_id=proof.copy.pk)
    assert flush_checks() == 3
    assert [record.getMessage() for record in caplog.records] == ["2 checks could not be noted"]
    assert (flush_checks(), CheckEvent.objects.count()) == (0, 3)


@pytest.mark.parametrize("error", [InterfaceError, OperationalError, ProgrammingError])
def test_notes_wait_on_while_the_connection_is_gone(client, proof, batched, settings, error):
    def is_gone(*_asked):
        raise error("the connection is closed")

    note_check(outcome="current", channel="number", copy_id=proof.copy.pk)
    settings.CHECK_BATCH_SECONDS = 0
    with connection.execute_wrapper(is_gone):
        note_check(outcome="current", channel="number", copy_id=proof.copy.pk)
        assert flush_checks() == 0
    assert flush_checks() == 2


def test_what_is_refused_and_what_is_gone_in_one_batch(proof, batched):
    """The connection goes after the second note of a batch that is written note by note: the rest waits on, in order."""

    def is_gone_later(execute, sql, params, many, context):
        if sql.startswith("INSERT"):
            inserts.append(sql)
            if len(inserts) == 4:
                raise InterfaceError("the connection is closed")
        return execute(sql, params, many, context)

    inserts = []
    for channel in ("number", "pigeon", "number", "number"):
        note_check(outcome="current", channel=channel, copy_id=proof.copy.pk)
    with connection.execute_wrapper(is_gone_later):
        assert flush_checks() == 1
    assert flush_checks() == 2


def test_what_has_waited_for_half_of_the_time_is_written_after_somebody_s_answer(proof, batched, settings):
    note_check(outcome="current", channel="number", copy_id=proof.copy.pk)
    flush_due_checks()
    assert CheckEvent.objects.count() == 0
    settings.CHECK_BATCH_SECONDS = 1e-6
    flush_due_checks()
    assert CheckEvent.objects.count() == 1
    assert flush_due_checks in [listener() for _key, listener, *_more in request_finished.receivers]


@pytest.mark.django_db(transaction=True)
def test_what_waits_is_written_within_the_time(settings):
    settings.CHECK_BATCH_SECONDS = 0.01
    note_check(outcome="cannot_confirm", channel="number")
    for timer in [t for t in threading.enumerate() if isinstance(t, threading.Timer)]:
        timer.join(5)
    assert CheckEvent.objects.count() == 1
