"""Ending an invitation that nobody has taken up: by whoever sent it, or by whoever got it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Invitation, User
from lms.core import clock
from lms.core.errors import Refused
from lms.core.permissions import require

from .tell import tell


def _end(invitation: Invitation, how: str, moment: datetime) -> Invitation:
    held = Invitation.objects.select_for_update().select_related("sent_by").get(pk=invitation.pk)
    if held.used_at:
        raise Refused(_("Somebody has joined with this invitation already."))
    if held.withdrawn_at is None:
        held.withdrawn_at, held.withdrawn_as = moment, how
        held.save(update_fields=["withdrawn_at", "withdrawn_as"])
    return held


@transaction.atomic
def take_back_invitation(*, invitation: Invitation, by: User, at: datetime | None = None) -> Invitation:
    """Whoever sent it, or runs what it is for, ends it: the link or the code stops working. Raises Refused when it was used."""
    require(by, "accounts.invite")
    return _end(invitation, "taken_back", at or clock.now())


@transaction.atomic
def decline_invitation(*, invitation: Invitation, at: datetime | None = None) -> Invitation:
    """ "This is not for me": ends it, and tells whoever sent it, without a reason. Raises Refused when it was used."""
    held = _end(invitation, "declined", at or clock.now())
    if held.withdrawn_as == "declined":
        tell(person=held.sent_by, kind="accounts.declined", key=held.public_id, values={"name": held.called})
    return held
