"""What a migration may do while the release before it still serves (docs/operations.md, "Migrations without a pause"; docs/decisions/0088).

`steps(migration, before)` names each operation that the older code would stumble over. A migration that takes away what no running code
uses any more says so in its class: `contract = "0.3: nothing since 0.2 reads it"`.
"""

from collections.abc import Iterator

from django.db import connection, models
from django.db.migrations import Migration, operations
from django.db.migrations.state import ProjectState

TAKES_AWAY = (operations.RemoveField, operations.DeleteModel, operations.RenameField, operations.RenameModel, operations.AlterModelTable)
BY_HAND = (operations.RunPython, operations.RunSQL)


def steps(migration: Migration, before: ProjectState) -> Iterator[str]:
    """In words, what the release before would stumble over. `before` is the state of all models before this migration."""
    if getattr(migration, "contract", ""):
        return
    state, fresh = before.clone(), set()
    for operation in migration.operations:
        if isinstance(operation, operations.CreateModel):
            fresh.add(operation.name_lower)
        elif getattr(operation, "model_name_lower", "") not in fresh:
            yield from _harm(operation, migration.app_label, state)
        operation.state_forwards(migration.app_label, state)
    by_hand = [operation for operation in migration.operations if isinstance(operation, BY_HAND)]
    if by_hand and len(by_hand) < len(migration.operations):
        yield "moves rows in the same migration as it changes tables: the table stays locked for all of it"
    if any(not operation.reversible for operation in by_hand):
        yield "cannot be taken back: give reverse_code or reverse_sql, be it noop"


def _harm(operation: operations.base.Operation, app: str, state: ProjectState) -> Iterator[str]:
    if isinstance(operation, TAKES_AWAY):
        yield f"{type(operation).__name__}: {operation.describe()}"
    elif isinstance(operation, operations.AddField):
        yield from _added(operation)
    elif isinstance(operation, operations.AlterField):
        yield from _altered(operation, state.models[app, operation.model_name_lower].fields[operation.name])
    elif isinstance(operation, operations.AddConstraint):
        yield f"{operation.describe()}: the older code may write what it refuses"


def _added(operation: operations.AddField) -> Iterator[str]:
    field = operation.field
    is_column = not (field.many_to_many or field.null or getattr(field, "generated", False))
    if is_column and field.db_default is models.NOT_PROVIDED:
        yield f"{operation.describe()}: the older code leaves it out; give null=True or db_default"


def _altered(operation: operations.AlterField, old: models.Field) -> Iterator[str]:
    new = operation.field
    if old.null and not new.null:
        yield f"{operation.describe()}: was empty, must be filled now"
    elif _type(old) != _type(new) or (new.max_length or 0) < (old.max_length or 0):
        yield f"{operation.describe()}: another kind of column, or a shorter one"


def _type(field: models.Field) -> str:
    """The kind of column without its length. A field of a migration's state is not bound to a model; relations keep their kind."""
    if field.remote_field:
        return type(field).__name__
    return str(field.db_type(connection)).partition("(")[0]
