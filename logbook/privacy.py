"""What the log hands over to the person whose it is."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from lms.core.narrative import attach_words

from .models import Entry, Remark


def export(person: User) -> dict[str, Any]:
    """Everything that the log holds about a person, as JSON values; words of both hands included, because both read them here."""
    entries = Entry.objects.filter(person=person).select_related("supervisor", "countersignature")
    remarks = Remark.objects.filter(entry__person=person).select_related("by", "entry")
    return {
        "entries": [_entry(entry) for entry in attach_words(entries)],
        "remarks": [_remark(remark) for remark in attach_words(remarks)],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    signature = getattr(entry, "countersignature", None)
    return {
        "id": entry.public_id,
        **entry.facts.as_json(),
        "state": entry.state,
        "supervisor": entry.supervisor.called if entry.supervisor else None,
        "note": entry.words,
        "confirmed_at": signature.at.isoformat() if signature else None,
    }


def _remark(remark: Remark) -> dict[str, Any]:
    return {
        "entry": remark.entry.public_id,
        "kind": remark.kind,
        "by": remark.by.called,
        "at": remark.at.isoformat(),
        "words": remark.words,
        "day": remark.seen_on.isoformat() if remark.seen_on else None,
        "minutes": remark.seen_minutes,
    }
