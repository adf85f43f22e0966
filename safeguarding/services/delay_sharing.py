"""Say why the person is not told yet."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from lms.core import clock
from lms.core.errors import Refused
from safeguarding.models import Concern, ConcernStep

from .steps import held_open, write_step


@transaction.atomic
def delay_sharing(*, concern: Concern, by: User, choice: str, at: datetime | None = None) -> ConcernStep:
    """Keep one of the fixed reasons. Raises Refused for another one, or once the person knows."""
    held = held_open(concern, by)
    if held.shared_at:
        raise Refused(_("They know already."))
    if choice not in dict(ConcernStep.DELAYS):
        raise Refused(_("Choose one of the reasons."))
    return write_step(held, "delayed", by=by, at=at or clock.now(), choice=choice)
