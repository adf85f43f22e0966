"""One run at a time of what a timer starts: a run that is slow, or started by hand beside the timer, is not joined by a second one.

On PostgreSQL the lock is the session's, so it holds across machines and ends with a killed process. Elsewhere it is a file's, on the one
machine that there is.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from .canonical import sha256_hex


@contextmanager
def alone(name: str) -> Iterator[bool]:
    """Whether nobody else is at it. The lock ends with the block, and with the process."""
    with _in_database(name) if connection.vendor == "postgresql" else _in_folder(name) as is_mine:
        yield is_mine


@contextmanager
def _in_database(name: str) -> Iterator[bool]:
    key = int(sha256_hex(f"alongside {name}".encode())[:15], 16)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        is_mine = bool(cursor.fetchone()[0])
    try:
        yield is_mine
    finally:
        if is_mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [key])


@contextmanager
def _in_folder(name: str) -> Iterator[bool]:
    place = Path(settings.VAR_DIR)
    place.mkdir(parents=True, exist_ok=True)
    with (place / f"{name}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
