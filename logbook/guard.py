"""A confirmed entry never changes: the database itself refuses (decisions.md 8, 38).

`lms.core.append_only` protects whole tables. An entry is a draft first, so this trigger looks at the row: once it is countersigned,
an UPDATE is refused. Deleting one is refused by its countersignature, which points at it and is itself append-only.
"""

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "logbook_entry"
TRIGGER = "keep_logbook_entry_countersigned"
REFUSAL = "countersigned: this entry may never change, correct it with a new one"

SQLITE = (
    f"DROP TRIGGER IF EXISTS {TRIGGER}",
    f"CREATE TRIGGER {TRIGGER} BEFORE UPDATE ON {TABLE} WHEN OLD.state = 'countersigned' BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
)
POSTGRESQL = (
    f"CREATE OR REPLACE FUNCTION {TRIGGER}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$",
    f"DROP TRIGGER IF EXISTS {TRIGGER} ON {TABLE}",
    f"CREATE TRIGGER {TRIGGER} BEFORE UPDATE ON {TABLE} FOR EACH ROW WHEN (OLD.state = 'countersigned') EXECUTE FUNCTION {TRIGGER}()",
)


def install_guard(*, using: str = "default") -> None:
    """Put the trigger in place, whatever stands there now. Safe to run at any time."""
    connection = connections[using]
    if TABLE not in connection.introspection.table_names():
        return
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for statement in SQLITE if connection.vendor == "sqlite" else POSTGRESQL:
            cursor.execute(statement)


def guard_stands(*, using: str = "default") -> bool:
    """Whether the trigger is there and switched on. A table that is still to come needs no guard."""
    if TABLE not in connections[using].introspection.table_names():
        return True
    with connections[using].cursor() as cursor:
        cursor.execute(_question(connections[using]), [TRIGGER])
        return cursor.fetchone() is not None


def _question(connection: BaseDatabaseWrapper) -> str:
    if connection.vendor == "sqlite":
        return "SELECT 1 FROM sqlite_master WHERE type = 'trigger' AND name = %s"
    return "SELECT 1 FROM pg_trigger WHERE tgname = %s AND NOT tgisinternal AND tgenabled <> 'D'"
