"""Tell the person that there was a worry about them."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from lms.core import clock
from lms.core.errors import Refused
from safeguarding.models import Concern

from .steps import held_open, needed, tell_about, write_step


@transaction.atomic
def share(*, concern: Concern, by: User, text: str, at: datetime | None = None) -> Concern:
    """Write to the person, in a lead's own words: never the words of whoever raised it, which could give them away.

    From then on the concern stands on the person's page and in their copy of everything. Can be done again, to add something.
    """
    moment = at or clock.now()
    held = held_open(concern, by)
    words = needed(text, _("Write what you want them to read."))
    if held.person is None:
        raise Refused(_("Say first who this is about."))
    held.shared_at = held.shared_at or moment
    held.save(update_fields=["shared_at"])
    step = write_step(held, "shared", by=by, at=moment, text=words, to=held.person)
    tell_about(held, [held.person], "safeguarding.shared", key=f":{step.public_id}", path=reverse("safeguarding:mine"))
    return held
