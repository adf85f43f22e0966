"""Send an entry to the person who can confirm it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import are_one
from lms.core.errors import Refused
from lms.core.moves import move
from logbook.models import Entry

from .gates import as_seen, held, supervised
from .notes import remark


@transaction.atomic
def submit(*, entry: Entry, by: User, answer: str = "", seen: str | None = None, at: datetime | None = None) -> Entry:
    """Ask the other hand to confirm. `answer` goes with an entry that came back with a question.

    Sending twice is sending once. Raises Refused when no supervisor is named, or when the relation did not hold on that day.
    """
    now = held(entry)
    if now.state == "submitted" and are_one(by, now.logged_by_id):
        return now
    as_seen(now, seen)
    if now.supervisor is None:
        raise Refused(_("Choose who can confirm this first. Until then it stays here as a draft."))
    supervised(by=now.supervisor, of=now.person, on=now.on)
    was_asked = now.state == "returned"
    move(now, "submit", by=by, at=at)
    if was_asked and answer.strip():
        remark(now, kind="answer", by=by, text=answer)
    return now


def submit_drafts(*, person: User, entries: Sequence[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Send several of one's own drafts, each for itself: (sent, still here because something is missing)."""
    sent: list[Entry] = []
    kept: list[Entry] = []
    for entry in entries:
        try:
            sent.append(submit(entry=entry, by=person))
        except Refused:
            kept.append(entry)
    return sent, kept
