"""How long the log keeps what (lms.core.retention, ux.md 5.4)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.privacy.holding import held_people
from lms.core.models import Narrative
from lms.core.registry import Keeping
from lms.core.retention import delete_old, in_batches

from .models import Entry, Remark


def keep() -> list[Keeping]:
    return [
        Keeping(
            "logbook.notes",
            _("Shared notes of supervision, and questions and answers about hours"),
            _("the day of the session"),
            _("the words go; day, minutes and topics stay"),
            730,
            _notes,
        ),
        Keeping("logbook.drafts", _("Hours that were begun and never sent"), _("the day they are about"), _("delete"), 180, _drafts),
        Keeping(
            "logbook.hours",
            _("Day, minutes and kinds of logged time"),
            _("–"),
            _("kept for good: a certification rests on them"),
            None,
            lambda before: 0,
            note=_("Reducing them to totals is not built, so a time set here does nothing."),
        ),
    ]


def _notes(before: datetime) -> int:
    held = held_people("logbook")
    old = Entry.objects.filter(on__lt=timezone.localdate(before)).exclude(person__in=held)
    notes = old.filter(words_id__isnull=False).values("words_id")
    remarks = Remark.objects.filter(entry__in=old.values("pk"), words_id__isnull=False).values("words_id")
    why = "shared notes of supervision are kept for a while"
    return delete_old(Narrative.objects.filter(pk__in=notes), why=why) + delete_old(Narrative.objects.filter(pk__in=remarks), why=why)


def _drafts(before: datetime) -> int:
    old = Entry.objects.filter(state="draft", created_at__lt=before, on__lt=timezone.localdate(before), remarks__isnull=True)
    old = old.filter(supersedes__isnull=True, superseded_by__isnull=True).exclude(person__in=held_people("logbook"))
    return in_batches(old, _drop, why="drafts are kept for a while after the last edit")


def _drop(keys: list[Any]) -> None:
    """Drafts with their history, and the note of one that was begun by the other hand."""
    words = list(Entry.objects.filter(pk__in=keys, words_id__isnull=False).values_list("words_id", flat=True))
    Entry.objects.filter(pk__in=keys).delete()
    Entry.history.filter(id__in=keys).delete()
    Narrative.objects.filter(pk__in=words).delete()
