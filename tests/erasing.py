"""Everything that the service holds, as bytes: what a test of erasure looks through for its canary.

    plant("the canary sings");  erase(...);  assert where_held("the canary sings") == []

Rows of every table (history, sessions, jobs and others' tables too), the raw database file with its write-ahead log on SQLite, all files
below the data folder, the cache, and what was logged. On PostgreSQL deleted rows lie in the data files until VACUUM (`nightly` does it);
only what a query can still reach is looked through there.
"""

import json
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import connection


def everything_held(*, logs: str = "") -> Iterator[tuple[str, bytes]]:
    """(where, bytes) for everything. `logs` is what the test caught of the log (`caplog.text`), because tests log to nowhere else."""
    yield from _rows()
    yield from _database_files()
    yield from _files()
    yield from _cache()
    yield "log", logs.encode()


def where_held(canary: str, *, logs: str = "") -> list[str]:
    """The places in which a sentence is found: as it stands, escaped as JSON does, in UTF-16, or inside a compressed file."""
    forms = {canary.encode(), json.dumps(canary)[1:-1].encode(), canary.encode("utf-16-le")}
    return sorted({where for where, held in everything_held(logs=logs) if any(form in held for form in forms)})


def _rows() -> Iterator[tuple[str, bytes]]:
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                yield f"table {table}", b"\x00".join(_bytes(value) for value in row)


def _bytes(value: object) -> bytes:
    if isinstance(value, bytes | memoryview | bytearray):
        return bytes(value)
    return (value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False)).encode()


def _database_files() -> Iterator[tuple[str, bytes]]:
    """SQLite's file and write-ahead log. Inside a test's own transaction they say nothing, and are left out."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or connection.in_atomic_block or not Path(name).is_file():
        return
    for ending in ("", "-wal", "-journal"):
        path = Path(name + ending)
        if path.is_file():
            yield f"database file{ending}", path.read_bytes()


def _files() -> Iterator[tuple[str, bytes]]:
    """Media, private files, copies, logs, the ledger: whatever lies below the data folder, opened up where it is packed."""
    folder = Path(settings.VAR_DIR)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and ".sqlite3" not in path.name:
            where = f"file {path.relative_to(folder)}"
            content = path.read_bytes()
            yield where, content
            yield from ((where, inner) for inner in _unpacked(content))


def _unpacked(content: bytes) -> Iterator[bytes]:
    if content[:2] == b"PK":
        with zipfile.ZipFile(BytesIO(content)) as packed:
            yield from (packed.read(name) for name in packed.namelist())
    if content[:4] == b"%PDF":
        for part in content.split(b"stream\n")[1:]:
            try:
                yield zlib.decompressobj().decompress(part)
            except zlib.error:
                continue


def _cache() -> Iterator[tuple[str, bytes]]:
    """The cache of this process. What a Redis holds is the same by construction: the same keys with the same ends."""
    for key, value in getattr(cache, "_cache", {}).items():
        yield f"cache {key}", value if isinstance(value, bytes) else str(value).encode()
