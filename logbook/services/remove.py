"""Take an entry back, and throw a draft away."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import are_one
from lms.core.errors import Refused
from lms.core.moves import move
from lms.core.permissions import require
from logbook.models import Entry

from .gates import held
from .notes import drop_note


@transaction.atomic
def take_back(*, entry: Entry, by: User, at: datetime | None = None) -> Entry:
    """Make one's own sent entry a draft again, while nobody has answered."""
    now = held(entry)
    if now.state == "draft" and are_one(by, now.logged_by_id):
        return now
    move(now, "take_back", by=by, at=at)
    return now


@transaction.atomic
def remove_draft(*, entry: Entry, by: User) -> None:
    """Throw away one's own draft, with its note and its history. Raises Refused when it was sent, or when the two wrote about it."""
    now = held(entry)
    require(by, "logbook.remove_entry", now)
    if now.state != "draft":
        raise Refused(_("This entry was sent, so it is not only yours any more. Take it back first."))
    if now.remarks.exists():
        raise Refused(_("The two of you have written about this entry, so it stays. You can change it instead."))
    drop_note(now, by=by)
    pk = now.pk
    now.delete()
    Entry.history.filter(id=pk).delete()
