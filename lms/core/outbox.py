"""Mail: written with the act that causes it, sent by a job once the act stands. Plain text first."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage

from . import clock
from .jobs import job_kind, start_job
from .models import Job, OutboxMessage


def queue_mail(*, to_person_ref: str, address: str, subject: str, body: str, dedup_key: str) -> OutboxMessage:
    """Write one mail inside the present transaction. The same key twice is one mail."""
    fields = {"to_ref": to_person_ref, "address": address, "subject": " ".join(subject.split()), "body": body}
    message, is_new = OutboxMessage.objects.get_or_create(dedup_key=dedup_key, defaults=fields)
    if is_new:
        start_job(kind="core.send_mail", key=f"mail:{message.public_id}", payload={"message_id": message.pk})
    return message


@job_kind("core.send_mail")
def send(job: Job, *, message_id: int) -> dict[str, Any]:
    """Send it unless that has happened, or it was erased. The row stays so that it is sent once; its words go: they may hold a
    name, or a link of which only a hash is kept elsewhere.
    """
    message = OutboxMessage.objects.filter(pk=message_id, sent_at=None).first()
    if message:
        EmailMessage(message.subject, message.body, settings.DEFAULT_FROM_EMAIL, [message.address]).send()
        message.sent_at, message.body = clock.now(), ""
        message.save(update_fields=["sent_at", "body"])
    return {}
