"""Tell people that a part of their record was opened, at once or when the delay is over."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts.services import tell
from safeguarding.models import BreakGlass, GlassEvent


@transaction.atomic
def tell_owner(glass: BreakGlass, *, at: datetime) -> None:
    """One message, once."""
    _event, is_new = GlassEvent.objects.get_or_create(glass=glass, kind="told", defaults={"at": at})
    if is_new and glass.person.erased_at is None:
        link = settings.SITE_URL + reverse("safeguarding:opened")
        tell(person=glass.person, kind="safeguarding.glass", key=glass.public_id, values={"link": link})


def tell_owners(*, at: datetime) -> int:
    """Everybody whose delay is over by `at`; returns how many. Safe to repeat."""
    due = list(BreakGlass.objects.to_tell(at).select_related("person"))
    for glass in due:
        tell_owner(glass, at=at)
    return len(due)
