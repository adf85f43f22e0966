"""Append to a certification's record: under lock, numbered, each entry sealed to the one before."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from lms.core import clock
from lms.core.canonical import canonical_json, sha256_hex
from lms.core.errors import Refused
from lms.core.ids import new_public_id
from lms.core.narrative import write_words
from schemes.models import Certification, CertificationEvent, Decision, SchemeVersion
from schemes.queries import record_of
from schemes.signals import standing_changed
from schemes.standing import EventKind, may_follow
from schemes.words.standing import not_possible


def link(seq: int, prev: str, body: str) -> str:
    """The hash of one entry: its place, the hash before it, and what it says (credentials.md 5)."""
    return sha256_hex(f"{seq}\n{prev}\n{body}")


def body_of(event: CertificationEvent, certification_ref: str) -> str:
    """The canonical text that the hash covers: ids, dates, codes and the public text. No name, no private word."""
    version = event.scheme_version
    return canonical_json(
        {
            "certification": certification_ref,
            "event": event.public_id,
            "kind": str(event.kind),
            "effective_on": event.effective_on.isoformat(),
            "recorded_at": event.recorded_at.astimezone(UTC).isoformat(timespec="microseconds"),
            "by": event.by_ref,
            "reason": event.reason,
            "public_text": event.public_text,
            "version": version.sha256 if version else "",
            "term_from": event.term_from.isoformat() if event.term_from else "",
            "decision": event.decision.public_id if event.decision else "",
            "words": event.words_sha256,
        }
    )


@transaction.atomic
def append(
    *,
    certification: Certification,
    kind: EventKind,
    by: User,
    reason: str,
    effective_on: date,
    public_text: str = "",
    private_note: str = "",
    scheme_version: SchemeVersion | None = None,
    term_from: date | None = None,
    decision: Decision | None = None,
    at: datetime | None = None,
) -> CertificationEvent:
    """Write the next entry and tell the app above. Raises Refused when it makes no sense for where the person stands then.

    `effective_on` is a day of the authority's calendar; `at` (now when left out) is when it was written down.
    """
    Certification.objects.select_for_update().get(pk=certification.pk)
    last = CertificationEvent.objects.filter(certification=certification).order_by("seq").last()
    stands = record_of(certification.pk).on(effective_on)
    if not may_follow(stands, kind):
        raise Refused(not_possible(kind, stands))
    words = write_words(kind="certification.note", text=private_note, subject_ref=certification.person.public_id)
    event = CertificationEvent(
        public_id=new_public_id(),
        certification=certification,
        seq=last.seq + 1 if last else 1,
        kind=kind.value,
        effective_on=effective_on,
        recorded_at=at or clock.now(),
        by_ref=by.public_id,
        reason=reason,
        public_text=public_text.strip(),
        scheme_version=scheme_version,
        term_from=term_from,
        decision=decision,
        words_id=words.id,
        words_sha256=words.sha256,
        prev=last.hash if last else "",
    )
    _refuse_disorder(event, last)
    event.body = body_of(event, certification.public_id)
    event.hash = link(event.seq, event.prev, event.body)
    event.save(force_insert=True)
    standing_changed.send(sender=CertificationEvent, certification_id=certification.pk, event_seq=event.seq)
    return event


def _refuse_disorder(event: CertificationEvent, last: CertificationEvent | None) -> None:
    # A record that was written out of order could be made to say that something was known before it was.
    if last and event.recorded_at < last.recorded_at:
        raise Refused(_("This cannot be recorded before the entry that stands before it."))
