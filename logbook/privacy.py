"""What the log hands over to the person whose it is."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from accounts.models import User
from accounts.queries import selves
from lms.core.narrative import attach_words

from .models import Countersignature, Entry, Remark


def export(person: User) -> dict[str, Any]:
    """Everything that the log holds about a person, as JSON values; words of both hands included, because both read them here.

    Of other people's entries: that one confirmed them, and one's own words; not whose they are.
    """
    mine = selves(person)
    entries = Entry.objects.filter(person__in=mine).select_related("supervisor", "countersignature").order_by("pk")
    remarks = Remark.objects.filter(entry__person__in=mine).select_related("by", "entry").order_by("pk")
    elsewhere = Remark.objects.filter(by__in=mine).exclude(entry__person__in=mine).order_by("pk")
    given = Countersignature.objects.filter(Q(by__in=mine) | Q(supervisor__in=mine)).exclude(entry__person__in=mine).order_by("pk")
    return {
        "entries": [_entry(entry) for entry in attach_words(entries)],
        "remarks": [_remark(remark) for remark in attach_words(remarks)],
        "what_you_said_about_others_entries": [{"kind": r.kind, "at": r.at, "words": r.words} for r in attach_words(elsewhere)],
        "what_you_confirmed_or_logged_for_others": list(given.values("on", "minutes", "at", "signed_on")),
        "earlier_states_of_entries": list(
            Entry.history.filter(person_id__in=mine)
            .order_by("history_date")
            .values("history_date", "history_type", "on", "minutes", "state")
        ),
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
