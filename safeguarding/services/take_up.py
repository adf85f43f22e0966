"""A lead takes a concern up."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from accounts.models import User
from lms.core import clock
from lms.core.moves import move
from safeguarding.models import Concern

from .steps import held_open, tell_about, write_step


@transaction.atomic
def take_up(*, concern: Concern, by: User, at: datetime | None = None) -> Concern:
    """From now on `by` looks into it, and whoever raised it is told so. Raises NotAllowed when somebody else was quicker."""
    moment = at or clock.now()
    held = held_open(concern, by)
    held.lead, held.taken_up_at = by, moment
    held.save(update_fields=["lead", "taken_up_at"])
    move(held, "take_up", by=by, at=moment)
    write_step(held, "taken_up", by=by, at=moment)
    tell_about(held, [held.raised_by], "safeguarding.taken_up", path=reverse("safeguarding:mine"))
    return held
