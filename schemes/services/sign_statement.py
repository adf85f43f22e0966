"""Read a statement, agree, sign."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.queries import selves
from lms.core import clock
from schemes.models import Attestation, StatementVersion


@transaction.atomic
def sign_statement(*, person: User, statement_version: StatementVersion, at: datetime | None = None) -> Attestation:
    """Keep that this person agreed to exactly this wording. Signed once, a second press gives the first signature back."""
    mine = Attestation.objects.filter(person__in=selves(person), statement_version=statement_version)
    moment = at or clock.now()
    signed = mine.order_by("pk").first()
    if signed is None:
        # Two presses at once meet at the unique (person, wording, day): one row, both get it.
        day = timezone.localdate(moment)
        signed, _ = mine.get_or_create(person=person, statement_version=statement_version, signed_on=day, defaults={"signed_at": moment})
    return signed
