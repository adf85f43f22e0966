"""What the log lets go of, and what it hands over."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from lms.core.append_only import purge_permit
from lms.core.models import Narrative
from lms.core.narrative import attach_words
from lms.core.registry import Erased

from .models import Entry, Remark


def erase(person: User) -> list[Erased]:
    """Words go: notes, questions and answers by and about the person. Drafts go. Dates and minutes stay, without a word.

    Runs inside the transaction of accounts.services.erase.
    """
    drafts = Entry.objects.filter(person=person, state="draft", remarks__isnull=True)
    words = _words_of(person)
    counts = {"notes": words.count(), "drafts": drafts.count(), "kept": _kept(person).count()}
    with purge_permit(purpose="erasure", by_ref=person.public_id, reason="erasure of the log's words"):
        words.delete()
    gone = list(drafts.values_list("pk", flat=True))
    Entry.objects.filter(pk__in=gone).delete()
    Entry.history.filter(id__in=gone).delete()
    return _told(counts)


def _words_of(person: User) -> QuerySet[Narrative]:
    about = Q(pk__in=Entry.objects.filter(person=person, words_id__isnull=False).values("words_id"))
    remarks = Remark.objects.filter(Q(entry__person=person) | Q(by=person), words_id__isnull=False)
    return Narrative.objects.filter(about | Q(pk__in=remarks.values("words_id")))


def _kept(person: User) -> QuerySet[Entry]:
    return Entry.objects.filter(Q(person=person) | Q(supervisor=person)).exclude(state="draft")


def _told(counts: dict[str, int]) -> list[Erased]:
    lines = []
    if counts["notes"]:
        lines.append(Erased(_("Shared notes of supervision, questions and answers"), "gone"))
    if counts["drafts"]:
        lines.append(Erased(_("Hours that were never sent"), "gone"))
    if counts["kept"]:
        why = _("Certification rests on them, and others stand for them. No name and no word is left in them.")
        lines.append(Erased(_("Dates, minutes and kinds of logged time, and who confirmed them"), "kept", why))
    return lines


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
