"""Confirm that it happened. Only then do the minutes count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from lms.core import clock
from lms.core.canonical import sha256_hex
from lms.core.errors import Refused
from lms.core.moves import move
from lms.core.permissions import require
from logbook.models import Countersignature, Entry
from logbook.signals import entry_countersigned

from .gates import as_seen, held, supervised
from .notes import facts_of


@transaction.atomic
def countersign(*, entry: Entry, by: User, seen: str | None = None, at: datetime | None = None) -> Entry:
    """Say that it happened as written: the named supervisor for what the person wrote, the person for what the supervisor wrote.

    `seen` is the version that was on the page. Pressing twice gives one countersignature. Raises PermissionDenied for anybody
    else, ChangedSince, NotAllowed, and Refused when the relation did not hold on the day of the entry.
    """
    now = held(entry)
    require(by, "logbook.countersign_entry", now)
    if now.is_countersigned:
        return now
    as_seen(now, seen)
    # The database has a supervisor for everything that was sent.
    supervised(by=now.supervisor, of=now.person, on=now.on)  # type: ignore[arg-type]
    instant = at or clock.now()
    move(now, "countersign", by=by, at=instant)
    _sign(now, by, instant)
    transaction.on_commit(partial(entry_countersigned.send, sender=Entry, entry_id=now.pk))
    return now


def _sign(entry: Entry, by: User, at: datetime) -> Countersignature:
    facts = facts_of(entry)
    return Countersignature.objects.create(
        entry=entry,
        by=by,
        logged_by=entry.logged_by,
        supervisor=entry.supervisor,
        on=entry.on,
        minutes=entry.minutes,
        at=at,
        signed_on=timezone.localdate(at),
        facts=facts,
        sha256=sha256_hex(facts),
    )


@dataclass
class Signed:
    """What came of confirming several: those that are confirmed, and those that wait, each with the reason in words."""

    confirmed: list[Entry] = field(default_factory=list)
    waiting: list[tuple[Entry, str]] = field(default_factory=list)

    @property
    def minutes(self) -> int:
        return sum(entry.minutes for entry in self.confirmed)


def countersign_many(*, entries: Sequence[Entry], by: User, seen: Mapping[str, str], at: datetime | None = None) -> Signed:
    """Confirm several, each for itself: one that has changed since does not hold up the others.

    `seen` maps public ids to the versions that were on the page; an entry that it does not name was not shown and is not confirmed.
    """
    result = Signed()
    for entry in entries:
        try:
            result.confirmed.append(countersign(entry=entry, by=by, seen=seen.get(entry.public_id, ""), at=at))
        except Refused as refused:
            result.waiting.append((entry, str(refused)))
    return result
