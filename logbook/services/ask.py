"""Give an entry back with a question."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from lms.core.errors import Refused
from lms.core.moves import move
from logbook.models import Entry

from .gates import as_seen, held
from .notes import remark


@transaction.atomic
def return_entry(*, entry: Entry, by: User, question: str, seen: str | None = None, at: datetime | None = None) -> Entry:
    """Ask whoever wrote it. The entry waits with them; nothing is lost for either. Raises Refused without a question."""
    now = held(entry)
    as_seen(now, seen)
    if not question.strip():
        raise Refused(_("Write your question, in one line if you like."))
    move(now, "return", by=by, reason="question", at=at)
    remark(now, kind="question", by=by, text=question)
    return now
