"""Mail: written with the act that causes it, sent by a job once the act stands and its time has come. Plain text only.

Who is told what, in which words and when is for `accounts`; here is one row, one mail, and what the mail server said. A worker that dies
between handing a mail over and writing that down is followed by another try: at least once, not exactly once. Both carry the same
Message-ID, by which mail programs and servers know the second for the first.
"""

from __future__ import annotations

import smtplib
from datetime import timedelta
from email.utils import formataddr, parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.dispatch import Signal
from django.utils.translation import gettext_lazy

from . import clock
from .jobs import job_kind, start_job
from .models import DeliveryLine, Job, OutboxMessage
from .sealed import open_for_operator, seal_for_operator

# After how long a mail server that had trouble is asked again. About two days in all; then the message could not be sent.
BACKOFF = [timedelta(minutes=minutes) for minutes in (5, 15, 60, 240, 720, 1440)]
PERMANENT = range(500, 600)  # RFC 5321 4.2.1: the server will not take it, now or later
SEALED = "outbox message"
# Sent with `message` when no mail reaches its address: an address that does not exist, a mailbox that was closed.
address_failed = Signal()


class Unreachable(Exception):
    """The mail server says that this address will not take mail, now or later."""


def one_line(text: str, most: int) -> str:
    """Text for a header: one line without anything that could start another one, whatever the script."""
    visible = "".join(character if character.isprintable() or character in "\u200c\u200d" else " " for character in text)
    return " ".join(visible.split())[:most].rstrip()


def note(message: OutboxMessage, what: str, why: str = "") -> DeliveryLine:
    """Write one line of the delivery log."""
    return DeliveryLine.objects.create(
        message_ref=message.public_id,
        to_ref=message.to_ref,
        kind=message.kind,
        version=message.version,
        language=message.language,
        channel=message.channel,
        what=what,
        why=why[:60],
        at=clock.now(),
    )


def write_message(*, dedup_key: str, subject: str, body: str, secret: bool = False, **fields: Any) -> tuple[OutboxMessage, bool]:
    """Write one message inside the present transaction, and whether it is new: the same key twice is one message, also in a race.

    `secret` keeps the words sealed until they are sent: they open something.
    """
    words = {"body": "", "sealed": seal_for_operator(body, SEALED)} if secret else {"body": body}
    fresh = {"subject": one_line(subject, 150), "sender": one_line(fields.pop("sender", ""), 100), **words, **fields}
    message, is_new = OutboxMessage.objects.get_or_create(dedup_key=dedup_key, defaults=fresh)
    if is_new:
        note(message, "written")
    return message, is_new


def queue_mail(*, to_person_ref: str, address: str, subject: str, body: str, dedup_key: str, **fields: Any) -> OutboxMessage:
    """Write one mail and send it at once. The same key twice is one mail."""
    message, is_new = write_message(dedup_key=dedup_key, subject=subject, body=body, to_ref=to_person_ref, address=address, **fields)
    if is_new:
        start_sending(message)
    return message


@transaction.atomic
def start_sending(message: OutboxMessage) -> bool:
    """Give it to the worker unless somebody else has: two ticks at once send once. Returns whether it was given."""
    taken = OutboxMessage.objects.filter(pk=message.pk, state__in=("waiting", "held")).update(state="going")
    if taken:
        message.state = "going"
        key = f"mail:{message.public_id}:{message.tries}"
        start_job(kind="core.send_mail", key=key, payload={"message_id": message.pk})
    return bool(taken)


def compose(message: OutboxMessage) -> EmailMessage:
    """The mail as it goes out. Nothing in it is fetched from anywhere, so nobody learns whether it was opened."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    body = open_for_operator(bytes(message.sealed), SEALED) if message.sealed else message.body
    headers = {
        "Auto-Submitted": "auto-generated",  # RFC 3834: nobody's out-of-office answers
        "X-Auto-Response-Suppress": "All",  # the same for Exchange
        "Message-ID": f"<{message.public_id}@{host}>",
    }
    if message.is_optional:
        headers["List-Unsubscribe"] = f"<{settings.SITE_URL}/me/messages/>"  # RFC 2369: a page, behind the sign-in
    text = f"{body.rstrip()}\n\n-- \n{message.foot}" if message.foot else body
    sender = formataddr((message.sender or name, address))
    return EmailMessage(one_line(message.subject, 150), text, sender, [message.address], headers=headers)


@job_kind("core.send_mail", says=gettext_lazy("send a mail"))
def send(job: Job, *, message_id: int) -> dict[str, Any]:
    """Send it unless that has happened, or it was erased. The row stays so that it is sent once; its words go: they may hold a
    name, or a link of which only a hash is kept elsewhere.
    """
    message = OutboxMessage.objects.filter(pk=message_id, sent_at=None, state="going").first()
    if message is None:
        return {}
    if message.good_until and message.good_until < clock.now():
        close(message, "dropped", why="out of date")
        return {}
    try:
        _hand_over(message)
    except Unreachable:
        _give_up(message, "the address takes no mail")
    except (smtplib.SMTPException, OSError) as error:
        _try_later(message, type(error).__name__)
    else:
        close(message, "sent")
    return {}


def _hand_over(message: OutboxMessage) -> None:
    try:
        compose(message).send()
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        if codes and all(code in PERMANENT for code in codes):
            raise Unreachable from error
        raise


@transaction.atomic
def close(message: OutboxMessage, state: str, *, why: str = "", keep_words: bool = False) -> None:
    """The end of a message: sent, shown here, dropped or not to be sent. Its words go, unless they are read on the service."""
    message.state, message.sent_at = state, clock.now()
    if not keep_words:
        message.body, message.foot, message.sealed, message.sender = "", "", None, ""
    if state == "dropped":
        message.subject, message.link = "", ""
    message.save(update_fields=["state", "sent_at", "body", "foot", "sealed", "sender", "subject", "link"])
    note(message, state, why)


def _is_read_here(message: OutboxMessage) -> bool:
    """Somebody who is here finds on the service what no mail brought them; what opens something goes."""
    return bool(message.to_ref) and message.sealed is None


def _give_up(message: OutboxMessage, why: str) -> None:
    with transaction.atomic():
        close(message, "could_not", why=why, keep_words=_is_read_here(message))
        address_failed.send(sender=OutboxMessage, message=message)


@transaction.atomic
def _try_later(message: OutboxMessage, why: str) -> None:
    """A mail server with trouble is asked again, after ever longer waits."""
    if message.tries >= len(BACKOFF):
        close(message, "could_not", why=why, keep_words=_is_read_here(message))
        return
    message.not_before = clock.now() + BACKOFF[message.tries]
    message.tries, message.state = message.tries + 1, "waiting"
    message.save(update_fields=["not_before", "tries", "state"])
    note(message, "later", why)
