"""Saying that one has read what everybody has to read."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.queries import selves
from courses.models import MustRead, MustReadSeen
from lms.core import clock


@transaction.atomic
def read_must_read(*, must_read: MustRead, person: User, at: datetime | None = None) -> MustReadSeen:
    """Keep that a person pressed "I have read this". Pressing again, or under another record of theirs, changes nothing."""
    seen = MustReadSeen.objects.filter(must_read=must_read, person__in=selves(person)).first()
    if seen:
        return seen
    made, _is_new = MustReadSeen.objects.get_or_create(must_read=must_read, person=person, defaults={"at": at or clock.now()})
    return made
