"""What messages contribute to the acts that cross all apps, and who remembers that an address takes no mail."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.dispatch import receiver
from django.utils.translation import gettext as _

from accounts.models import MessagePreference, MessageWording, User
from accounts.services.delivery import deliver_due
from accounts.services.wordings import wording_sha256
from lms.core import clock
from lms.core.append_only import purge_permit
from lms.core.models import DeliveryLine, OutboxMessage
from lms.core.outbox import address_failed
from lms.core.registry import Erased, Keeping, Planned, Problem, register

NAME = "accounts.messages"
BODY_DAYS, LINE_DAYS = 30, 730


@receiver(address_failed, dispatch_uid="accounts.remember_address")
def remember_address(sender: Any, message: OutboxMessage, **_more: Any) -> None:
    """From now on this person finds their messages here; managers see that no mail reaches them."""
    person = User.objects.filter(public_id=message.to_ref, email=message.address).first() if message.to_ref else None
    if person:
        since = {"unreachable_since": clock.now(), "unreachable_address": message.address}
        MessagePreference.objects.update_or_create(person=person, defaults=since)


def erase(person: User) -> list[Erased]:
    """Words and wishes go; the lines of the log hold no words and stay until their time is up."""
    OutboxMessage.objects.filter(to_ref=person.public_id).delete()
    MessagePreference.objects.filter(person=person).delete()
    lines = [Erased(_("messages to you, and how you wanted to be told"), "gone")]
    if DeliveryLine.objects.filter(to_ref=person.public_id).exists():
        lines.append(Erased(_("when which kind of message was sent, without its words"), "kept", _("it is forgotten after two years")))
    return lines


def plan(person: User) -> list[Planned]:
    lines = [Planned(_("messages to you, and how you wanted to be told"), "now")]
    newest = DeliveryLine.objects.filter(to_ref=person.public_id).order_by("-at").first()
    if newest:
        until = newest.at.date() + timedelta(days=LINE_DAYS)
        why = _("we must be able to show what we told people, and when")
        lines.append(Planned(_("when which kind of message was sent, without its words"), "later", why, until))
    return lines


def export(person: User) -> dict[str, Any]:
    """What was said to the person as far as it is kept, how they want to be told, and the log."""
    choice = (
        MessagePreference.objects.filter(person=person).values("channel", "days", "from_hour", "until_hour", "digest", "choices").first()
    )
    messages = OutboxMessage.objects.filter(to_ref=person.public_id).order_by("pk")
    log = DeliveryLine.objects.filter(to_ref=person.public_id).order_by("pk").values_list("at", "kind", "version", "channel", "what")
    return {
        "message_choices": choice or {},
        "messages": [
            {"kind": m.kind, "subject": m.subject, "words": m.body, "state": m.state, "written": m.created_at.isoformat()} for m in messages
        ],
        "message_log": [[at.isoformat(), *rest] for at, *rest in log],
    }


def forget_words(before: datetime) -> int:
    """Words, addresses and links of messages that were delivered before; the row stays, so that nothing is told twice."""
    old = OutboxMessage.objects.filter(sent_at__lt=before).exclude(subject="", body="", address="", link="")
    return old.update(subject="", body="", foot="", sealed=None, address="", link="", sender="")


def forget_lines(before: datetime) -> int:
    """The log, and the rows without words that it belongs to."""
    OutboxMessage.objects.filter(sent_at__lt=before).delete()
    with purge_permit(purpose="retention", by_ref="", reason="delivery log"):
        gone, _each = DeliveryLine.objects.filter(at__lt=before).delete()
    return gone


def check() -> Iterator[Problem]:
    """Released words are what was released (invariant 2)."""
    for row in MessageWording.objects.order_by("pk"):
        if row.sha256 != wording_sha256(row.kind, row.language, row.version, row.subject, row.body):
            yield Problem(2, f"wording {row}", "is not what was released")


def keep() -> list[Keeping]:
    sent = _("sent")
    return [
        Keeping("accounts.mail_bodies", _("words of messages"), sent, _("deleted; the log line stays"), BODY_DAYS, forget_words),
        Keeping("accounts.delivery_log", _("log of which message was sent when"), sent, _("deleted"), LINE_DAYS, forget_lines),
    ]


register("erase", NAME, erase)
register("plan", NAME, plan)
register("export", NAME, export)
register("check", NAME, check)
register("keep", NAME, keep)
register("tick", NAME, deliver_due)
