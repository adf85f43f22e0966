"""Noting that a check was made: away from the answer, in batches (decisions.md 22).

A checker must not wait for our notebook, and a busy hour must not mean one write for each question. What is noted waits
in this process for at most a few seconds; a process that is killed loses at most those.
"""

import atexit
import logging
import threading
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError, OperationalError, connection, transaction

from certificates.models import CheckEvent
from lms.core import clock

logger = logging.getLogger(__name__)
MOST_WAITING = 200
_waiting: list[CheckEvent] = []
_lock = threading.Lock()
_timer: threading.Timer | None = None


def note_check(*, outcome: str, channel: str, copy_id: int | None = None, at: datetime | None = None) -> None:
    """Remember one answered check. Written at once where CHECK_BATCH_SECONDS is 0, as in tests."""
    event = CheckEvent(outcome=outcome, channel=channel, copy_id=copy_id, at=at or clock.now())
    with _lock:
        _waiting.append(event)
        is_full = len(_waiting) >= MOST_WAITING
    seconds = getattr(settings, "CHECK_BATCH_SECONDS", 2)
    if is_full or not seconds:
        flush_checks()
    else:
        _write_within(seconds)


def flush_checks() -> int:
    """Write what waits, in one statement. Returns how many were written. Never raises: a note is not worth an answer.

    While the database is busy the notes wait on; notes that it refuses are dropped and counted in the log.
    """
    with _lock:
        batch, _waiting[:] = list(_waiting), []
    try:
        with transaction.atomic():
            CheckEvent.objects.bulk_create(batch)
    except OperationalError:
        with _lock:
            _waiting[:0] = batch
        return 0
    except DatabaseError:
        logger.exception("%s checks could not be noted", len(batch))
        return 0
    return len(batch)


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
