"""Between tests that commit, the SQLite file is copied back from how it was created: a page copy instead of a hundred DELETEs."""

import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection

EMPTY = "pristine"


def keep(name: str = EMPTY) -> None:
    """Remember how the test database is now. For SQLite in a file; anything else is flushed instead."""
    if _file() is None:
        return
    with connection.cursor(), closing(sqlite3.connect(f"{_file()}.{name}")) as copy:
        connection.connection.backup(copy)


def put_back(name: str = EMPTY) -> bool:
    """The database as it was kept; False where nothing was kept."""
    if _file() is None or not (kept := Path(f"{_file()}.{name}")).exists():
        return False
    with connection.cursor(), closing(sqlite3.connect(kept)) as copy:
        copy.backup(connection.connection)
    return True


def _file() -> Path | None:
    name = str(connection.settings_dict["NAME"])
    return Path(name) if connection.vendor == "sqlite" and Path(name).is_file() else None
