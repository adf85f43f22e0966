"""Rows that never change: the database itself refuses, on SQLite and on PostgreSQL (decisions.md 8, 10, 38).

`@append_only` refuses UPDATE and DELETE (and TRUNCATE on PostgreSQL). `@erasable` refuses UPDATE, and DELETE unless a purge permit is
open in the same transaction: an erasable row is a person's words, which they may take back.

Triggers are installed by `post_migrate` from the registry below, again and again, because SQLite drops a table's triggers whenever a
migration rebuilds it. `missing_triggers()` is what the system check and `check_records` ask.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

ModelClass = TypeVar("ModelClass", bound=type[models.Model])
PERMIT_TABLE = "core_purgepermit"
REFUSAL = "append-only: this row may never change"


@dataclass(frozen=True)
class Protection:
    """What one table forbids. A permit of scope `words` opens erasable tables; scope `everything` exists for the tests' flush only."""

    model: type[models.Model]
    erasable: bool

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    def opened_by(self) -> str:
        """The SQL condition under which a row may go."""
        scopes = "('words','everything')" if self.erasable else "('everything')"
        return f"EXISTS (SELECT 1 FROM {PERMIT_TABLE} WHERE is_open AND scope IN {scopes})"  # noqa: S608 - constants only


_registry: dict[str, Protection] = {}


def append_only(model: ModelClass) -> ModelClass:
    """Class decorator: rows of this model are written once and stay."""
    _registry[model._meta.label] = Protection(model, erasable=False)
    return model


def erasable(model: ModelClass) -> ModelClass:
    """Class decorator: rows of this model never change, and go only under a purge permit."""
    _registry[model._meta.label] = Protection(model, erasable=True)
    return model


def protections() -> list[Protection]:
    """Every protected model, in a steady order."""
    return [_registry[label] for label in sorted(_registry)]


def _names(table: str) -> tuple[str, str, str]:
    """Trigger names; PostgreSQL cuts identifiers at 63 bytes, so long table names are cut by us, the same way everywhere."""
    return f"keep_{table[:48]}_update", f"keep_{table[:48]}_delete", f"keep_{table[:48]}_truncate"


def _sqlite(protection: Protection) -> Iterator[str]:
    table = protection.table
    on_update, on_delete, _ = _names(table)
    yield f"DROP TRIGGER IF EXISTS {on_update}"
    yield f"CREATE TRIGGER {on_update} BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    yield f"DROP TRIGGER IF EXISTS {on_delete}"
    yield (
        f"CREATE TRIGGER {on_delete} BEFORE DELETE ON {table} WHEN NOT {protection.opened_by()} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    )


def _postgresql(protection: Protection) -> Iterator[str]:
    table = protection.table
    on_update, on_delete, on_truncate = _names(table)
    for name, when, condition in (
        (on_update, "UPDATE", "FALSE"),
        (on_delete, "DELETE", protection.opened_by()),
        (on_truncate, "TRUNCATE", protection.opened_by()),
    ):
        back = "OLD" if when == "DELETE" else "NULL"
        level = "STATEMENT" if when == "TRUNCATE" else "ROW"
        yield (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {condition} THEN RETURN {back}; END IF; RAISE EXCEPTION '{REFUSAL}'; END $$"
        )
        yield f"DROP TRIGGER IF EXISTS {name} ON {table}"
        yield f"CREATE TRIGGER {name} BEFORE {when} ON {table} FOR EACH {level} EXECUTE FUNCTION {name}()"


def install_triggers(*, using: str = "default") -> None:
    """Put every protection in place, whatever stands there now. Safe to run at any time."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    if PERMIT_TABLE not in tables:
        return
    statements = _sqlite if connection.vendor == "sqlite" else _postgresql
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for protection in protections():
            if protection.table in tables:
                for statement in statements(protection):
                    cursor.execute(statement)


def _installed(connection: BaseDatabaseWrapper) -> set[str]:
    question = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(question)
        return {row[0] for row in cursor.fetchall()}


def missing_triggers(*, using: str = "default") -> list[str]:
    """The names of the triggers that should stand on the tables that exist, and do not."""
    connection = connections[using]
    kinds = 2 if connection.vendor == "sqlite" else 3
    tables = set(connection.introspection.table_names())
    there = [protection.table for protection in protections() if protection.table in tables]
    wanted = {name for table in there for name in _names(table)[:kinds]}
    return sorted(wanted - _installed(connection))


@contextmanager
def purge_permit(*, purpose: str, by_ref: str, reason: str, scope: str = "words") -> Iterator[Any]:
    """Open the erasable tables for the deletes inside the block, and keep a row that says who, when and why.

    The permit is opened and closed inside one transaction, so no other connection ever sees it open. `purpose` is one of
    "erasure", "retention", "redaction", "test"; raises ValueError for another one.
    """
    from .models import PurgePermit

    with transaction.atomic():
        permit = PurgePermit.open(purpose=purpose, by_ref=by_ref, reason=reason, scope=scope)
        yield permit
        permit.close()
