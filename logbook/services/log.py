"""Write something into the log."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from lms.core import clock
from lms.core.errors import Refused
from logbook.facts import Facts
from logbook.models import Entry

from .fields import write_facts
from .gates import sane, settled, supervised
from .notes import keep_note
from .send import submit


@transaction.atomic
def log_entry(
    *,
    person: User,
    by: User,
    facts: Facts,
    supervisor: User | None = None,
    note: str = "",
    sure: Collection[str] = (),
    once: str = "",
    today: date | None = None,
) -> Entry:
    """Keep what somebody did: a draft of their own, or a session that their supervisor logs and sends at once.

    `once` comes with the form: the same form sent twice gives the same entry. Raises Refused for hours in the future and for a
    supervisor without a relation on that day, Doubtful for an overlap or a long day until their tokens come back in `sure`.
    """
    _one_at_a_time(person)
    if once and (kept := Entry.objects.filter(logged_by=by, once=once).first()):
        return kept
    day = today or clock.today()
    sane(facts, day)
    _may_write(person=person, by=by, facts=facts, supervisor=supervisor)
    entry = Entry(person=person, supervisor=supervisor, logged_by=by, once=once)
    entry.confirmed_doubts = settled(facts, person=person, reader=by, sure=sure, today=day)
    write_facts(entry, facts)
    keep_note(entry, note, by=by)
    entry.save()
    return entry if by == person else submit(entry=entry, by=by)


def _may_write(*, person: User, by: User, facts: Facts, supervisor: User | None) -> None:
    """One's own hours; or, for a supervisor, a session with somebody whom they supervised on that day."""
    if by != person and (facts.kind != "supervision" or supervisor != by):
        raise Refused(_("Only the person who did these hours can log them."))
    if supervisor is not None:
        supervised(by=supervisor, of=person, on=facts.on)


def _one_at_a_time(person: User) -> None:
    """Two presses, or two windows, write into one log after the other: the second sees what the first has kept."""
    User.objects.select_for_update(no_key=True).only("pk").get(pk=person.pk)
