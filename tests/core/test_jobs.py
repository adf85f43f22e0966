"""Slow work: asked for twice it happens once; killed it is taken up again."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction

from lms.core import clock
from lms.core.jobs import MOST_TRIES, job_kind, run_job, run_waiting_jobs, start_job
from lms.core.models import Job, OutboxMessage
from lms.core.outbox import queue_mail

pytestmark = [pytest.mark.django_db, pytest.mark.both]
ran = []


@job_kind("test.note")
def note(job, *, word):
    job.report(1, 2)
    ran.append(word)
    return {"word": word}


@job_kind("test.trouble")
def trouble(job):
    raise ValueError("a secret that must not be kept")


@job_kind("test.complaint")
def complaint(job, *, name):
    raise ValueError(f"{name} was refused") from KeyError(name)


@pytest.fixture(autouse=True)
def _forget():
    ran.clear()


def test_asking_twice_is_asking_once():
    first = start_job(kind="test.note", key="k", payload={"word": "hello"})
    second = start_job(kind="test.note", key="k", payload={"word": "other"})
    assert first.pk == second.pk
    assert run_waiting_jobs() == 1
    assert run_waiting_jobs() == 0
    job = Job.objects.get()
    assert (ran, job.state, job.result, job.done) == (["hello"], "done", {"word": "hello"}, job.total)


def test_a_job_asked_for_in_a_transaction_that_fails_never_was():
    def act():
        with transaction.atomic():
            start_job(kind="test.note", key="k", payload={"word": "hello"})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        act()
    assert not Job.objects.exists()


def test_work_of_a_worker_that_was_killed_is_taken_up_again():
    job = start_job(kind="test.note", key="k", payload={"word": "again"})
    Job.objects.filter(pk=job.pk).update(state="running", tries=1, heartbeat_at=clock.now())
    assert run_waiting_jobs() == 0  # it may still be alive
    Job.objects.filter(pk=job.pk).update(heartbeat_at=clock.now() - timedelta(minutes=6))
    assert run_waiting_jobs() == 1
    assert ran == ["again"]


def test_two_workers_cannot_take_the_same_job():
    job = start_job(kind="test.note", key="k", payload={"word": "one"})
    assert run_job(job.pk).state == "done"
    assert run_job(job.pk) is None
    assert ran == ["one"]


def test_work_that_keeps_going_wrong_is_put_aside_and_says_only_the_kind_of_trouble():
    job = start_job(kind="test.trouble", key="k", payload={})
    for _ in range(MOST_TRIES):
        run_waiting_jobs()
    job.refresh_from_db()
    assert (job.state, job.trouble) == ("stuck", "ValueError")
    assert run_waiting_jobs() == 0
    start_job(kind="test.trouble", key="k", payload={})
    job.refresh_from_db()
    assert (job.state, job.tries) == ("waiting", 0)


def test_the_worker_beside_the_server_gets_the_job_on_commit(commits):
    from django_tasks_db.models import DBTaskResult

    with commits():
        start_job(kind="test.note", key="k", payload={"word": "later"})
    assert DBTaskResult.objects.count() == 1


def test_mail_is_written_once_and_sent_once():
    for _ in range(2):
        queue_mail(to_person_ref="A" * 10, address="a@example.org", subject="Hello\r\nBcc: x@example.org", body="text", dedup_key="d")
    run_waiting_jobs()
    Job.objects.update(state="waiting")
    run_waiting_jobs()
    assert [message.subject for message in mail.outbox] == ["Hello Bcc: x@example.org"]
    assert OutboxMessage.objects.get().sent_at


def test_the_log_says_where_a_job_failed_but_not_with_which_words(caplog):
    """What a mail server or a printer complains about holds addresses and names."""
    start_job(kind="test.complaint", key="t-log", payload={"name": "canary name"})
    run_waiting_jobs()
    logged = "".join(f"{record.getMessage()}{record.exc_text or ''}" for record in caplog.records)
    assert "test.complaint" in logged
    assert "ValueError" in logged
    assert "in complaint" in logged
    assert "canary" not in logged


def test_a_mail_that_went_out_leaves_no_words_behind():
    """It may hold a name, or the link of an invitation of which only a hash is kept."""
    told = {"to_person_ref": "", "address": "ada@example.org", "subject": "Your place", "body": "a secret link", "dedup_key": "x"}
    queue_mail(**told)
    run_waiting_jobs()
    queue_mail(**told)
    run_waiting_jobs()
    assert [message.body for message in mail.outbox] == ["a secret link"]
    assert OutboxMessage.objects.get().body == ""


def test_a_mail_that_was_erased_before_it_went_out_is_no_trouble():
    queue_mail(to_person_ref="", address="ada@example.org", subject="News", body="words", dedup_key="y")
    OutboxMessage.objects.all().delete()
    run_waiting_jobs()
    assert (mail.outbox, Job.objects.get().state) == ([], "done")
