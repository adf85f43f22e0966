"""Telling a person something, in the transaction that causes it; when it goes out is decided by accounts.messaging.sending."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import translation

from accounts.messaging.kinds import MessageKind, kinds
from accounts.messaging.words import Words, filled, foot, link_in, plain_values, words_in_force
from accounts.models import User
from accounts.queries import survivor_of
from lms.core import clock
from lms.core.models import OutboxMessage
from lms.core.outbox import one_line, start_sending, write_message

from .delivery import Circumstances, circumstances_of, deliver, plan


@transaction.atomic
def tell(*, person: User, kind: str, key: str, values: Mapping[str, Any] | None = None, at: datetime | None = None) -> OutboxMessage | None:
    """Write one message of a registered kind to a person; the same key twice is one message.

    It goes at once, or waits for its hour (accounts.messaging.sending). Somebody without an address finds it on the service. Returns
    None where nothing is written: for somebody who was erased, for a kind that the person switched off, and, unless it is about safety,
    for somebody whose account is closed. What is meant for a second record goes to the one it was joined to. Raises KeyError for a kind
    that nobody registered and for a value that the wording needs.
    """
    found = kinds()[kind]
    if found.weight != "now":
        person = survivor_of(person)
    if person.erased_at or not (person.is_active or found.weight == "now"):
        return None
    ways = circumstances_of(person)
    if not ways.wants(found):
        return None
    now = at or clock.now()
    message, is_new = _write(found, person, key, plain_values({"called": one_line(person.called, 200), **(values or {})}), ways, now)
    if is_new and plan(message, ways, now):
        deliver(message)
    return message


def _write(
    kind: MessageKind, person: User, key: str, values: Mapping[str, str], ways: Circumstances, now: datetime
) -> tuple[OutboxMessage, bool]:
    with translation.override(person.language):
        words = filled(kind, words_in_force(kind, person.language), values)
    return write_message(
        dedup_key=f"{kind.key}:{key}",
        to_ref=person.public_id,
        address=person.email or "",
        channel=ways.channel(kind.weight),
        good_until=now + kind.lasts if kind.lasts else None,
        not_before=now,
        link="" if kind.secret else link_in(words.body),
        foot=foot(person.language),
        **_common(kind, words),
    )


def _common(kind: MessageKind, words: Words) -> dict[str, Any]:
    return {
        "kind": kind.key,
        "version": words.version,
        "language": words.language,
        "weight": kind.weight,
        "is_optional": kind.is_optional,
        "secret": kind.secret,
        "subject": words.subject,
        "body": words.body,
    }


@transaction.atomic
def write_to(
    *, address: str, kind: str, key: str, values: Mapping[str, Any], sender: str = "", person: User | None = None
) -> OutboxMessage:
    """Write to an address that is not, or not yet, somebody's own (an invitation, a code that proves it): at once.

    `sender` is the person in whose name it goes, `person` whom it is about, if anybody. Raises KeyError as `tell` does.
    """
    found, language = kinds()[kind], person.language if person else translation.get_language()
    words = filled(found, words_in_force(found, language), plain_values(values))
    message, is_new = write_message(
        dedup_key=f"{kind}:{key}",
        to_ref=person.public_id if person else "",
        address=address,
        sender=sender,
        good_until=clock.now() + found.lasts if found.lasts else None,
        foot=foot(language, is_somebody=person is not None),
        **_common(found, words),
    )
    if is_new:
        start_sending(message)
    return message
