"""Close what was opened, before its time is up."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from lms.core import clock
from safeguarding.models import BreakGlass, GlassEvent


@transaction.atomic
def end_glass(*, glass: BreakGlass, by: User, at: datetime | None = None) -> None:
    """Whoever opened it closes it. Closing twice is closing once; for anybody else there is nothing to close."""
    if glass.by_id == by.pk:
        GlassEvent.objects.get_or_create(glass=glass, kind="ended", defaults={"at": at or clock.now()})
