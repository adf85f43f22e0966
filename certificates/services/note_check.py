"""Noting that a check was made: away from the answer, in batches (decisions.md 22).

A checker must not wait for our notebook, and a busy hour must not mean one write for each question. What is noted waits
in this process for at most a few seconds; a process that is killed loses at most those.
"""

import atexit
import logging
import threading
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DataError, Error, IntegrityError, connection, transaction

from certificates.models import CheckEvent
from lms.core import clock

logger = logging.getLogger(__name__)
MOST_WAITING = 200
# The database says so of the notes themselves; every other error is about the database, and passes.
REFUSED = (IntegrityError, DataError)
_waiting: list[CheckEvent] = []
_lock, _one_writes = threading.Lock(), threading.Lock()
_timer: threading.Timer | None = None


def note_check(*, outcome: str, channel: str, copy_id: int | None = None, at: datetime | None = None) -> None:
    """Remember one answered check. Written at once where CHECK_BATCH_SECONDS is 0, as in tests."""
    event = CheckEvent(outcome=outcome, channel=channel, copy_id=copy_id, at=at or clock.now())
    with _lock:
        _waiting.append(event)
        is_full = len(_waiting) >= MOST_WAITING
    seconds = settings.CHECK_BATCH_SECONDS
    if is_full or not seconds:
        flush_checks()
    else:
        _write_within(seconds)


def flush_checks() -> int:
    """Write what waits, in one statement. Returns how many were written. Never raises: a note is not worth an answer.

    While the database is busy or its connection is gone, the notes wait on. Notes that it refuses are dropped and counted in the log;
    those beside them are written all the same.
    """
    with _lock:
        batch, _waiting[:] = list(_waiting), []
    if not batch:
        return 0
    try:
        return _write(batch)
    except REFUSED:
        return _write_one_by_one(batch)
    except Error:
        _keep(batch)
        return 0


def _write(batch: Sequence[CheckEvent]) -> int:
    with transaction.atomic():
        CheckEvent.objects.bulk_create(batch)
    return len(batch)


def _write_one_by_one(batch: Sequence[CheckEvent]) -> int:
    """What a batch in which one note is refused has to give."""
    written, refused = 0, []
    for place, event in enumerate(batch):
        try:
            written += _write([event])
        except REFUSED as error:
            refused.append(error)
        except Error:
            _keep(batch[place:])
            break
    if refused:
        logger.error("%s checks could not be noted", len(refused), exc_info=refused[0])
    return written


def _keep(batch: Sequence[CheckEvent]) -> None:
    """Before what came since. It does not grow without end: while the database is away, nothing is checked either."""
    with _lock:
        _waiting[:0] = batch


def flush_due_checks(**_signal: object) -> None:
    """After an answer has been sent: write what has waited for half of the time, on the connection that this thread has already.

    The timer below is for the last of them: it needs a connection of its own, which costs as much as three checks.
    """
    half = timedelta(seconds=settings.CHECK_BATCH_SECONDS / 2)
    with _lock:
        is_due = bool(_waiting) and clock.now() - _waiting[0].at >= half
    if is_due and _one_writes.acquire(blocking=False):  # while the database is slow, one thread waits for it and not all
        try:
            flush_checks()
        finally:
            _one_writes.release()


def _write_within(seconds: float) -> None:
    global _timer
    with _lock:
        if _timer is None or not _timer.is_alive():  # done, or left behind in the parent by a fork
            _timer = threading.Timer(seconds, _on_time)
            _timer.daemon = True
            _timer.start()


def _on_time() -> None:
    global _timer
    with _lock:
        _timer = None
    try:
        flush_checks()
    finally:
        connection.close()  # a thread's connection lives as long as the thread


def _at_exit() -> None:
    if _waiting:
        flush_checks()


atexit.register(_at_exit)
