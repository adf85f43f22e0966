"""States are a table that can be read aloud; one function moves (style.md rule 5). Every move is an event that stays."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from . import clock
from .errors import Refused
from .permissions import require


@dataclass(frozen=True)
class Move:
    """From which states a verb leads where, and the permission it needs ("" for none)."""

    from_states: frozenset[str] | set[str]
    to: str
    needs: str = ""


class NotAllowed(Refused):
    """The record is not in a state from which this can be done."""


def move(record: Any, verb: str, *, by: Any, reason: str = "", at: datetime | None = None) -> Any:
    """Move `record.state` along `type(record).MOVES`, under a row lock, and write the event.

    `by` is the person who acts. Raises NotAllowed when the present state does not allow the verb, PermissionDenied when `by` may not.
    Call it inside a transaction. Returns the same record with its new state.
    """
    from .models import MoveEvent

    model: type[models.Model] = type(record)
    step: Move = record.MOVES[verb]
    if step.needs:
        require(by, step.needs, record)
    held = model._default_manager.select_for_update().only("pk", "state").get(pk=record.pk)
    if held.state not in step.from_states:  # type: ignore[attr-defined]
        raise NotAllowed(_("This has changed since you opened it. Please look at it again."))
    before = held.state  # type: ignore[attr-defined]
    record.state = step.to
    record.save(update_fields=["state"])
    MoveEvent.objects.create(
        record_type=model._meta.label_lower,
        record_ref=record.public_id,
        verb=verb,
        from_state=before,
        to_state=step.to,
        by_ref=by.public_id,
        reason=reason,
        at=at or clock.now(),
    )
    return record
