"""After a deletion: see that the bytes are gone too, not only the rows.

SQLite overwrites what is deleted (`secure_delete`, lms/settings/base.py), but the write-ahead log keeps older pages until it is emptied.
PostgreSQL keeps deleted rows in its files until VACUUM, which may not run inside a transaction: `nightly` calls this.
"""

from collections.abc import Iterable

from django.db import connection


def empty_write_ahead_log() -> bool:
    """Empty SQLite's write-ahead log: after each erasure, and in the night. Other databases look after theirs (docs/operations.md).

    Returns whether it is done: False inside a transaction, and while another connection still reads an older state; the night repeats it.
    """
    if connection.vendor != "sqlite":
        return True
    if connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy: int = cursor.fetchone()[0]
    return not busy


def sweep_database(tables: Iterable[str]) -> bool:
    """What the night does: empty SQLite's write-ahead log, or VACUUM these tables on PostgreSQL. Returns whether it is done."""
    if connection.vendor == "sqlite":
        return empty_write_ahead_log()
    if connection.in_atomic_block:
        return False
    names = [connection.ops.quote_name(name) for name in tables]
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM {', '.join(names)}")
    return True
