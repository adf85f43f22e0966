"""Between tests that commit, the database is put back as it was created, without emptying two hundred tables by the road of the service.

On SQLite by a copy of its pages (docs/decisions/0081). On PostgreSQL what is there goes and what was there comes back, with the triggers
asleep, which only a superuser may do: for anybody else the tests flush, as Django does.
"""

import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection
from psycopg.sql import SQL, Identifier

EMPTY = "pristine"
_rows: dict[str, dict[str, bytes]] = {}  # what was kept on PostgreSQL: by name, the rows of each table that has any


def keep(name: str = EMPTY) -> None:
    """Remember how the test database is now."""
    if _file() is not None:
        with connection.cursor(), closing(sqlite3.connect(f"{_file()}.{name}")) as copy:
            connection.connection.backup(copy)
    elif _may_sleep():
        _rows[name] = {table: rows for table in _tables() if (rows := _read(table))}


def put_back(name: str = EMPTY) -> bool:
    """The database as it was kept; False where nothing was kept."""
    if _file() is None:
        return name in _rows and _put_rows_back(_rows[name])
    if not (kept := Path(f"{_file()}.{name}")).exists():
        return False
    with connection.cursor(), closing(sqlite3.connect(kept)) as copy:
        copy.backup(connection.connection)
    return True


def _file() -> Path | None:
    name = str(connection.settings_dict["NAME"])
    return Path(name) if connection.vendor == "sqlite" and Path(name).is_file() else None


def _may_sleep() -> bool:
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute("SHOW is_superuser")
        return cursor.fetchone() == ("on",)


def _tables() -> list[str]:
    return sorted(connection.introspection.table_names())


@contextmanager
def _driver():
    """The driver's own cursor: Django's knows no COPY."""
    connection.ensure_connection()
    with connection.connection.cursor() as cursor:
        yield cursor


def _read(table: str) -> bytes:
    with _driver() as cursor, cursor.copy(SQL("COPY {} TO STDOUT").format(Identifier(table))) as copy:
        return b"".join(copy)


def _put_rows_back(rows: dict[str, bytes]) -> bool:
    with _driver() as cursor, connection.connection.transaction():
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(SQL("; ").join(SQL("DELETE FROM {}").format(Identifier(table)) for table in _tables()))
        for table, kept in rows.items():
            with cursor.copy(SQL("COPY {} FROM STDIN").format(Identifier(table))) as copy:
                copy.write(kept)
    return True
