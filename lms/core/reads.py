"""Keeping who read what of the sensitive set, so that the person can see it (decisions.md 14)."""

from collections.abc import Iterable
from typing import Any

from .models import ReadEvent, ReadSubject


def record_read(
    *,
    actor: Any,
    subjects: Iterable[str],
    record_type: str,
    record_ids: Iterable[str] = (),
    mode: str = "view",
    role: str = "",
    reason: str = "",
    request: Any = None,
) -> ReadEvent | None:
    """Write one event with its subjects (people's public ids) in two statements. Reading one's own record leaves no event.

    `record_ids` run parallel to `subjects`; leave them out for lists.
    """
    refs = list(subjects)
    ids = [*record_ids] or [""] * len(refs)
    others = [(ref, record) for ref, record in zip(refs, ids, strict=True) if ref != actor.public_id]
    if not others:
        return None
    event = ReadEvent.objects.create(
        actor_ref=actor.public_id,
        acting_role=role,
        record_type=record_type,
        mode=mode,
        reason=reason,
        request_id=getattr(request, "id", ""),
    )
    ReadSubject.objects.bulk_create(ReadSubject(event=event, person_ref=ref, record_ref=record) for ref, record in others)
    return event
