"""Write down what was done about a concern."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from lms.core import clock
from safeguarding.models import Concern, ConcernStep

from .steps import held_open, needed, write_step


@transaction.atomic
def add_note(*, concern: Concern, by: User, text: str, at: datetime | None = None) -> ConcernStep:
    """Append a note. It is never changed; another can follow it."""
    held = held_open(concern, by)
    return write_step(held, "noted", by=by, at=at or clock.now(), text=needed(text, _("Write what you did or heard.")))
