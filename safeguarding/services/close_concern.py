"""Close a concern."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from lms.core import clock
from lms.core.append_only import purge_permit
from lms.core.moves import move
from safeguarding.models import Concern

from .forget import forget
from .steps import held_open, needed, write_step


@transaction.atomic
def close_concern(*, concern: Concern, by: User, text: str, found_something: bool, at: datetime | None = None) -> Concern:
    """Nothing more is done about it. `found_something` decides how long it is kept: six years, or two.

    The words of somebody who was erased meanwhile go now, unless something was found. Raises NotAllowed while nobody has taken it up.
    """
    moment = at or clock.now()
    held = held_open(concern, by)
    words = needed(text, _("Say in a sentence how it ended."))
    held.closed_at, held.found_something = moment, found_something
    held.save(update_fields=["closed_at", "found_something"])
    move(held, "close", by=by, at=moment)
    write_step(held, "closed", by=by, at=moment, text=words)
    if held.person is not None and held.person.erased_at and not found_something:
        with purge_permit(purpose="erasure", by_ref=by.public_id, reason="closed after its person was erased"):
            forget(Concern.objects.filter(pk=held.pk))
    return held
