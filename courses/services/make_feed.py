"""The private address of somebody's calendar: made, made anew, ended, found."""

import secrets
from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.queries import survivor_of
from courses.models import CalendarFeed
from lms.core import clock
from lms.core.sealed import keyed_hash

PURPOSE = "calendar feed"


@transaction.atomic
def make_feed(*, person: User, at: datetime | None = None) -> str:
    """A new token for one's own calendar, shown once; the one before opens nothing any more."""
    token = secrets.token_urlsafe(32)
    fresh = {"token_hash": keyed_hash(token, PURPOSE), "made_at": at or clock.now()}
    CalendarFeed.objects.update_or_create(person=survivor_of(person), defaults=fresh)
    return token


@transaction.atomic
def end_feed(*, person: User) -> None:
    """End it. Calendars keep what they have and get nothing new."""
    CalendarFeed.objects.filter(person=survivor_of(person)).delete()


def find_feed(token: str) -> User | None:
    """Whose calendar a token opens; None for one that was ended, replaced or never made, and for a closed account."""
    found = CalendarFeed.objects.select_related("person").filter(token_hash=keyed_hash(token, PURPOSE)).first()
    return found.person if found and found.person.is_active else None
