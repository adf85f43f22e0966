"""Tell people that there is news, never what it is: they open it when they are ready (ux.md 4.6)."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from lms.core import clock
from lms.core.models import OutboxMessage
from lms.core.outbox import queue_mail
from schemes.models import CertificationEvent, Decision

LOOKS_BACK = timedelta(days=14)
FRIDAY, MONDAY = 4, 0


def is_quiet(moment: datetime) -> bool:
    """From Friday 16:00 until Monday 09:00, in the zone of `moment`: nobody to ring, nobody to talk it over with."""
    day, hour = moment.weekday(), moment.time()
    return (day == FRIDAY and hour >= time(16)) or day > FRIDAY or (day == MONDAY and hour < time(9))


def tell_of_decision(*, decision: Decision, at: datetime | None = None) -> bool:
    """Queue the notice unless it is a quiet hour where the person lives; `tick` comes back for those. Once per decision."""
    person = decision.application.person
    if is_quiet((at or clock.now()).astimezone(ZoneInfo(person.time_zone))):
        return False
    return _queue(person, "decision", decision.public_id, decision.application.get_absolute_url())


def tell_of_event(*, event: CertificationEvent) -> bool:
    """Queue the notice at once, whatever the hour: a checker would read it before the holder does."""
    return _queue(event.certification.person, "event", event.public_id, "/record/")


def _key(kind: str, ref: str) -> str:
    return f"schemes.{kind}:{ref}"


def _queue(person: User, kind: str, ref: str, path: str) -> bool:
    if not person.email:
        return False
    with translation.override(person.language):
        body = _(
            "Hello %(called)s,\n\nthere is news for you. It is not in this mail: open it when you are ready.\n\n%(address)s\n\n"
            "If you would rather hear it from a person, reply and we will ring you.\n"
        ) % {"called": person.called, "address": settings.SITE_URL + path}
        subject = _("There is news for you")
    queue_mail(to_person_ref=person.public_id, address=person.email, subject=subject, body=body, dedup_key=_key(kind, ref))
    return True


def tell_what_waited(now: datetime) -> int:
    """Notices that a quiet hour held back. Safe to repeat: one decision is one mail."""
    recent = Decision.objects.filter(recorded_at__gte=now - LOOKS_BACK).select_related("application__person")
    keys = {_key("decision", decision.public_id): decision for decision in recent}
    told = set(OutboxMessage.objects.filter(dedup_key__in=keys).values_list("dedup_key", flat=True))
    return sum(tell_of_decision(decision=decision, at=now) for key, decision in keys.items() if key not in told)
