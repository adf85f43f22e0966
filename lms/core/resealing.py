"""What is sealed with the operator's key, sealed again with a new one, row by row: each in a transaction of its own, safe to repeat."""

from collections.abc import Callable, Iterator

from django.db import models, transaction

from .models import OutboxMessage
from .outbox import SEALED
from .registry import register
from .sealed import CannotOpen, resealed


def each_row(rows: models.QuerySet, again: Callable[[models.Model], bool]) -> Iterator[str]:
    """Lock one row after the other and let `again` write it anew (whether it had to); a row that went meanwhile stays away."""
    for pk in list(rows.order_by("pk").values_list("pk", flat=True)):
        yield _one(rows, pk, again)


@transaction.atomic
def _one(rows: models.QuerySet, pk: int, again: Callable[[models.Model], bool]) -> str:
    row = rows.select_for_update(of=("self",)).filter(pk=pk).first()
    try:
        return "new" if row is not None and again(row) else "same"
    except CannotOpen:
        return "lost"


def reseal_field(row: models.Model, field: str, context: str) -> bool:
    """Write one sealed field anew. Returns whether it was under the old key."""
    fresh = resealed(bytes(getattr(row, field)), context)
    if fresh is not None:
        type(row)._default_manager.filter(pk=row.pk).update(**{field: fresh})
    return fresh is not None


def reseal_messages() -> Iterator[str]:
    """The words of messages that wait."""
    return each_row(OutboxMessage.objects.filter(sealed__isnull=False), lambda row: reseal_field(row, "sealed", SEALED))


register("reseal", "core.messages", reseal_messages)
