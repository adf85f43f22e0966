"""Words that two people share are of the sensitive set: whoever opens somebody else's leaves a trace (decisions.md 14)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from accounts.queries import are_one
from lms.core.narrative import attach_words
from lms.core.reads import record_read
from logbook.models import Entry, Remark


def open_notes(request: Any, entries: Iterable[Entry]) -> list[Entry]:
    """Load the notes of entries, and record who opened whose."""
    rows = attach_words(entries)
    read = [entry for entry in rows if entry.words]
    _trace(request, "logbook.note", read)
    return rows


def open_remarks(request: Any, entries: Sequence[Entry]) -> dict[int, list[Remark]]:
    """The questions, answers and other versions of these entries, by entry, oldest first; three queries at most."""
    remarks = Remark.objects.filter(entry__in=[entry.pk for entry in entries]).select_related("by")
    found: dict[int, list[Remark]] = {entry.pk: [] for entry in entries}
    for remark in attach_words(remarks):
        found[remark.entry_id].append(remark)
    by_others = [e for e in entries if any(r.words and not are_one(request.user, r.by_id) for r in found[e.pk])]
    _trace(request, "logbook.remark", by_others)
    return found


def _trace(request: Any, record_type: str, entries: Sequence[Entry]) -> None:
    record_read(
        actor=request.user,
        subjects=[entry.person.public_id for entry in entries],
        record_type=record_type,
        record_ids=[entry.public_id for entry in entries],
        role="supervisor",
        request=request,
    )
