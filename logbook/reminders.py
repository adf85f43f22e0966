"""A quiet word to a supervisor when hours have waited for two weeks: once a week, without names."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db.models import F
from django.urls import reverse

from accounts.models import User
from accounts.queries import pauses_of
from accounts.resting.pauses import Pause, moved
from accounts.services import tell
from lms.core.models import MoveEvent

from .models import Entry

WAITED_DAYS = 14


def remind(on: date) -> int:
    """Write one mail to each supervisor with entries that were sent two weeks ago or earlier; returns how many people were written to.

    While the person who sent them is on a break the two weeks stand still.
    """
    people = User.objects.filter(pk__in=_kept_waiting(on), is_active=True)
    for supervisor in people:
        _write(supervisor, on)
    return len(people)


def _kept_waiting(on: date) -> set[int]:
    """The supervisors with whom something has waited for two weeks, in three statements."""
    sent = MoveEvent.objects.filter(record_type="logbook.entry", verb="submit", at__date__lte=on - timedelta(days=WAITED_DAYS))
    waiting = Entry.objects.filter(state="submitted", logged_by=F("person"), person__erased_at__isnull=True)
    rows = waiting.filter(public_id__in=sent.values("record_ref")).order_by().values_list("supervisor_id", "person_id", "public_id")
    found = [row for row in rows if row[0] is not None]
    sent_at = dict(sent.filter(record_ref__in=[ref for _by, _of, ref in found]).order_by("-at").values_list("record_ref", "at"))
    pauses = pauses_of({of for _by, of, _ref in found})
    return {by for by, of, ref in found if _due(sent_at[ref].date(), pauses[of], on) <= on}


def _due(sent_on: date, pauses: tuple[Pause, ...], on: date) -> date:
    return moved(sent_on + timedelta(days=WAITED_DAYS), pauses, sent_on, on)


def _write(supervisor: User, on: date) -> None:
    year, week, _day = on.isocalendar()
    link = settings.SITE_URL + reverse("logbook:to_sign")
    tell(person=supervisor, kind="logbook.to_sign", key=f"{supervisor.public_id}:{year}-W{week:02}", values={"link": link})
