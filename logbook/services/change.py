"""Change an entry that nobody has confirmed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from lms.core import clock
from lms.core.errors import Refused
from lms.core.permissions import require
from logbook.facts import Facts
from logbook.models import Entry

from .fields import write_facts
from .gates import as_seen, held, sane, settled, supervised
from .notes import keep_note


@transaction.atomic
def change_entry(
    *,
    entry: Entry,
    by: User,
    facts: Facts,
    supervisor: User | None = None,
    note: str = "",
    sure: Collection[str] = (),
    seen: str | None = None,
    today: date | None = None,
) -> Entry:
    """Rewrite a draft, or an entry that came back with a question. `seen` is the version that the form was filled from.

    Raises Refused once it was sent or confirmed (take it back, or correct it), ChangedSince, Doubtful, and what log_entry raises.
    """
    now = held(entry)
    require(by, "logbook.change_entry", now)
    if not now.is_changeable:
        raise Refused(_("This entry was sent or confirmed, so it stays as it is. You can take it back or correct it."))
    as_seen(now, seen)
    day = today or clock.today()
    _checked(now, facts, supervisor, day)
    now.confirmed_doubts = settled(facts, person=now.person, reader=by, sure=sure, today=day, besides=_itself(now))
    write_facts(now, facts)
    now.supervisor = supervisor
    keep_note(now, note, by=by)
    now.save()
    return now


def _checked(entry: Entry, facts: Facts, supervisor: User | None, today: date) -> None:
    if facts.kind != entry.kind:
        raise ValueError("an entry keeps its kind")
    sane(facts, today)
    if entry.logged_by_id != entry.person_id and supervisor != entry.logged_by:
        raise ValueError("a session that a supervisor logged keeps its supervisor")
    if supervisor is not None:
        supervised(by=supervisor, of=entry.person, on=facts.on)


def _itself(entry: Entry) -> list[int]:
    """An entry does not overlap itself, nor what it corrects."""
    return [pk for pk in (entry.pk, entry.supersedes_id) if pk]
