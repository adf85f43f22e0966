"""The one place where the time is read. Engines and services take it as an argument where a rule depends on it."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """This instant, with a zone (UTC)."""
    return timezone.now()


def today() -> date:
    """Today in the zone that is active for this person."""
    return timezone.localdate()
