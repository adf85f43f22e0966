"""Say that one sees it differently. Both versions stay, side by side."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from lms.core.errors import Refused
from lms.core.moves import move
from logbook.facts import MINUTES_A_DAY
from logbook.models import Entry

from .gates import as_seen, held
from .notes import remark


@transaction.atomic
def see_it_differently(
    *,
    entry: Entry,
    by: User,
    words: str = "",
    on: date | None = None,
    minutes: int | None = None,
    seen: str | None = None,
    at: datetime | None = None,
) -> Entry:
    """Keep another version beside what was written: words, or another day, or another length, or all three.

    The minutes wait until the two agree. Raises Refused when nothing is said.
    """
    now = held(entry)
    as_seen(now, seen)
    if not (words.strip() or on or minutes):
        raise Refused(_("Say in a line how you saw it, or give the day or the length as you remember it."))
    if minutes is not None and not 0 < minutes <= MINUTES_A_DAY:
        raise Refused(_("One entry holds up to 24 hours."))
    move(now, "return", by=by, reason="different", at=at)
    remark(now, kind="different", by=by, text=words, seen_on=on, seen_minutes=minutes)
    return now
