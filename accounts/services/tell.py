"""Telling a person something, in the transaction that causes it."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import translation

from accounts.messages import kinds
from accounts.models import User
from lms.core.models import OutboxMessage
from lms.core.outbox import queue_mail


@transaction.atomic
def tell(*, person: User, kind: str, key: str, values: Mapping[str, str] | None = None) -> OutboxMessage | None:
    """Write one message of a registered kind to a person; the same key twice is one message.

    Returns None for somebody without an address. Raises KeyError for a kind that nobody registered.
    """
    wording = kinds()[kind]
    if not person.email:
        return None
    filled = {"called": person.called, **(values or {})}
    with translation.override(person.language):
        subject, body = str(wording.subject).format(**filled), str(wording.body).format(**filled)
    return queue_mail(to_person_ref=person.public_id, address=person.email, subject=subject, body=body, dedup_key=f"{kind}:{key}")
