"""Correct what was confirmed: a new entry beside the old one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import are_one
from lms.core import clock
from lms.core.errors import Refused
from lms.core.permissions import require
from logbook.facts import Facts
from logbook.models import Entry

from .fields import write_facts
from .gates import held, sane, settled
from .notes import keep_note
from .send import submit


@transaction.atomic
def correct_entry(*, entry: Entry, by: User, facts: Facts, note: str = "", sure: Collection[str] = (), today: date | None = None) -> Entry:
    """Write a correction and send it to the other hand. The old entry counts until the correction is confirmed, and is kept for ever.

    With `facts.did_not_happen` the correction says that there was nothing to confirm. Raises Refused when the entry was not
    confirmed, or when a correction stands already; otherwise as log_entry.
    """
    old = held(entry)
    require(by, "logbook.correct_entry", old)
    _is_open(old)
    day = today or clock.today()
    sane(facts, day)
    # Of somebody with two records the hand is the one whose entry it is.
    hand = old.person if are_one(by, old.person_id) else by
    new = Entry(person=old.person, supervisor=old.supervisor, logged_by=hand, supersedes=old)
    if not facts.did_not_happen:
        new.confirmed_doubts = settled(facts, person=old.person, reader=by, sure=sure, today=day, besides=[old.pk])
    write_facts(new, facts)
    keep_note(new, note, by=by)
    new.save()
    return submit(entry=new, by=by)


def _is_open(old: Entry) -> None:
    if not old.is_countersigned:
        raise Refused(_("This entry is not confirmed yet, so you can still change it."))
    if Entry.objects.filter(supersedes=old).exists():
        raise Refused(_("There is a correction of this entry already. Look at that one."))
