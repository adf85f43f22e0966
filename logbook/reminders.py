"""A quiet word to a supervisor when hours have waited for two weeks: once a week, without names."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Count, F
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from lms.core.models import MoveEvent
from lms.core.outbox import queue_mail

from .models import Entry

WAITED_DAYS = 14


def remind(on: date) -> int:
    """Write one mail to each supervisor with entries that were sent two weeks ago or earlier; returns how many people were written to."""
    sent_early = MoveEvent.objects.filter(
        record_type="logbook.entry", verb="submit", at__date__lte=on - timedelta(days=WAITED_DAYS)
    ).values("record_ref")
    waiting = Entry.objects.filter(
        state="submitted", logged_by=F("person"), person__erased_at__isnull=True, public_id__in=sent_early
    ).order_by()
    counts = dict(waiting.values_list("supervisor_id").annotate(Count("pk")))
    people = User.objects.filter(pk__in=counts, is_active=True, email__isnull=False)
    for supervisor in people:
        _write(supervisor, on)
    return len(people)


def _write(supervisor: User, on: date) -> None:
    year, week, _day = on.isocalendar()
    with translation.override(supervisor.language):
        queue_mail(
            to_person_ref=supervisor.public_id,
            address=supervisor.email or "",
            subject=_("Hours wait for you"),
            body=_('Some hours have waited for two weeks for you to confirm them. Sign in and open "To sign" when you have a moment.'),
            dedup_key=f"logbook.to_sign:{supervisor.public_id}:{year}-W{week:02}",
        )
