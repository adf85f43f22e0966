"""Slow work under a job row: enqueued on commit, safe to repeat, safe to kill (decisions.md 39).

    @job_kind("certificates.issue", says=gettext_lazy("make a certificate"))
    def issue(job, *, certification_id): ...

    start_job(kind="certificates.issue", key=f"issue:{...}", payload={...})

The handler must be idempotent: a worker that dies half-way is followed by another try, started by `tick`.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django_tasks import task

from . import clock
from .log_lines import places, request_id
from .models import Job

logger = logging.getLogger(__name__)
Handler = Callable[..., dict[str, Any] | None]
_handlers: dict[str, Handler] = {}
_said: dict[str, Any] = {}
MOST_TRIES = 5
SILENT_FOR = timedelta(minutes=5)


def job_kind(kind: str, says: Any = "") -> Callable[[Handler], Handler]:
    """Register the handler of a kind, which gets the job and its payload and may return a JSON-able result. `says`: what it does."""

    def keep(handler: Handler) -> Handler:
        _handlers[kind], _said[kind] = handler, says
        return handler

    return keep


def said(kind: str) -> str:
    """What a kind of job does, in words; a kind of an older release keeps its name."""
    return str(_said.get(kind) or kind)


def start_job(*, kind: str, key: str, payload: dict[str, Any], person_ref: str = "") -> Job:
    """Ask for work. The same key twice is the same job; a job that is stuck is tried again."""
    job, is_new = Job.objects.get_or_create(key=key, defaults={"kind": kind, "payload": payload, "person_ref": person_ref})
    if is_new:
        _enqueue(job)
    elif job.state == "stuck":
        begin_again(job)
    return job


def begin_again(job: Job) -> bool:
    """Try a stuck job anew. Returns whether it was stuck: two who ask at once start it once."""
    fresh = {"state": "waiting", "tries": 0, "trouble": "", "heartbeat_at": clock.now()}
    was_stuck = bool(Job.objects.filter(pk=job.pk, state="stuck").update(**fresh))
    if was_stuck:
        _enqueue(job)
    return was_stuck


def _enqueue(job: Job) -> None:
    asked_in = request_id.get()
    transaction.on_commit(lambda: perform.using(backend="jobs").enqueue(job.pk, asked_in))


@task()
def perform(job_id: int, asked_in: str = "") -> None:
    """What the worker calls. `asked_in` is the request that asked for the job, for the log; one that `tick` takes up has lost it."""
    token = request_id.set(asked_in)
    try:
        run_job(job_id)
    finally:
        request_id.reset(token)


def _claim(job_id: int) -> Job | None:
    """Take the job if it waits or its last worker fell silent."""
    silent = clock.now() - SILENT_FOR
    with transaction.atomic():
        free = Q(state="waiting") | Q(state="running", heartbeat_at__lt=silent)
        job = Job.objects.select_for_update().filter(free, pk=job_id).first()
        if job:
            job.state, job.tries, job.heartbeat_at = "running", job.tries + 1, clock.now()
            job.save(update_fields=["state", "tries", "heartbeat_at"])
    return job


def run_job(job_id: int) -> Job | None:
    """Run one job if it is free. Returns it, or None when somebody else has it or it is done."""
    job = _claim(job_id)
    if job is None:
        return None
    try:
        result = _handlers[job.kind](job, **job.payload)
    except Exception as error:  # noqa: BLE001 - whatever a handler raises, its job says so
        # Where, not what: complaints of a mail server or a printer hold addresses and names.
        where = "\n".join(places(error.__traceback__))
        logger.error("job %s %s: %s\n%s", job.kind, job.public_id, type(error).__name__, where)
        job.state = "stuck" if job.tries >= MOST_TRIES else "waiting"
        job.trouble = type(error).__name__
        job.save(update_fields=["state", "trouble"])
        return job
    job.state, job.result, job.finished_at, job.trouble = "done", result or {}, clock.now(), ""
    job.done = job.total
    job.save(update_fields=["state", "result", "finished_at", "done", "trouble"])
    return job


def run_waiting_jobs() -> int:
    """Run what waits and what a silent worker left, here and now. How `tick` mends and how tests wait. Returns how many ran."""
    silent = clock.now() - SILENT_FOR
    waiting = Job.objects.filter(Q(state="waiting") | Q(state="running", heartbeat_at__lt=silent)).order_by("pk")
    return sum(run_job(pk) is not None for pk in list(waiting.values_list("pk", flat=True)))
