"""Let go of old notes: the date, the minutes and the topics stay (ux.md 5.4)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from lms.core.append_only import purge_permit
from lms.core.models import Narrative
from logbook.crediting.admission import months_before
from logbook.models import Entry

NOTES_KEPT_MONTHS = 24


@transaction.atomic
def forget_old_notes(*, on: date) -> int:
    """Delete the shared notes of sessions that are two years past on the day `on`; returns how many. Safe to repeat."""
    old = Entry.objects.filter(words_id__isnull=False, on__lt=months_before(on, NOTES_KEPT_MONTHS))
    notes = Narrative.objects.filter(pk__in=old.values("words_id"))
    if not notes.exists():
        return 0
    with purge_permit(purpose="retention", by_ref="", reason="shared notes of supervision are kept for two years"):
        return notes.delete()[0]
