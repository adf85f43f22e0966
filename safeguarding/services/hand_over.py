"""Give a concern to another lead, or take it over from one who is away."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from lms.core import clock
from lms.core.errors import Refused
from lms.core.moves import move
from safeguarding.models import Concern
from safeguarding.queries import leads_for

from .steps import held_open, needed, tell_about, write_step


@transaction.atomic
def hand_over(*, concern: Concern, by: User, to: User, text: str, at: datetime | None = None) -> Concern:
    """`to` looks into it from now on. Raises Refused when `to` could not read it, holds it already, or there is no reason."""
    moment = at or clock.now()
    held = held_open(concern, by)
    words = needed(text, _("Say why, so that the next person understands."))
    if to not in leads_for(held.person) or to == held.lead:
        raise Refused(_("Choose another safeguarding lead who may read this."))
    held.lead, held.taken_up_at = to, held.taken_up_at or moment
    held.save(update_fields=["lead", "taken_up_at"])
    move(held, "hand_over", by=by, at=moment)
    step = write_step(held, "handed_over", by=by, at=moment, text=words, to=to)
    if to != by:
        tell_about(held, [to], "safeguarding.handed_over", key=f":{step.public_id}", path=held.get_absolute_url())
    return held
