"""Tell people that there is news, never what it is: they open it when they are ready (ux.md 4.6)."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from accounts.services import tell
from lms.core.models import OutboxMessage
from schemes.models import CertificationEvent, Decision


def tell_of_decision(*, decision: Decision, at: datetime | None = None) -> OutboxMessage | None:
    """Write the notice; it waits while it is a quiet hour where the person lives (accounts.messaging.sending). Once per decision."""
    application = decision.application
    link = settings.SITE_URL + application.get_absolute_url()
    return tell(person=application.person, kind="schemes.decision", key=decision.public_id, values={"link": link}, at=at)


def tell_of_event(*, event: CertificationEvent, at: datetime | None = None) -> OutboxMessage | None:
    """Write the notice and send it at once, whatever the hour: a checker would read it before the holder does."""
    link = settings.SITE_URL + "/record/"
    return tell(person=event.certification.person, kind="schemes.event", key=event.public_id, values={"link": link}, at=at)
