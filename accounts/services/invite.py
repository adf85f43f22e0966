"""Asking somebody in."""

import re
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Invitation, User
from lms.core import clock
from lms.core.errors import Refused
from lms.core.permissions import require
from lms.core.sealed import keyed_hash

from .names import clean_name
from .tell import tell, write_to

LIVES_FOR = timedelta(days=14)
PURPOSE = "invitation"
# Forms look closer; this is what no mail header must ever hold, whoever calls.
PLAIN = re.compile(r"[^\s@<>,;:\"]+@[^\s@<>,;:\"]+")


def find_invitation(token: str) -> Invitation | None:
    """The invitation that belongs to a token, whatever has become of it; None for a token that we never made."""
    return Invitation.objects.select_related("sent_by", "used_by").filter(token_hash=keyed_hash(token, PURPOSE)).first()


def _address(email: str) -> str:
    """The address as we keep it. Raises Refused for one that no mail would reach, a line break in it among them."""
    address = User.objects.normalise(email) or ""
    if not PLAIN.fullmatch(address) or not address.isprintable():
        raise Refused(_("Write the person's e-mail address, like name@example.org."))
    return address


@transaction.atomic
def invite(
    *, email: str, called: str, by: User, context_key: str = "", says: str = "", request_key: str | None = None, at: datetime | None = None
) -> Invitation:
    """Send one plain, single-use invitation, good for 14 days. `says` names what it is for ("Spring cohort").

    An open invitation to the same address for the same thing is withdrawn: only the newest link works. The same `request_key` twice
    is one invitation and one mail. Raises Refused for an unusable address, PermissionDenied when `by` may not invite.
    """
    require(by, "accounts.invite")
    address, name = _address(email), clean_name(called)
    if not name:
        raise Refused(_("Write what the person is called."))
    if request_key and (made := Invitation.objects.filter(request_key=request_key).first()):
        return made
    moment = at or clock.now()
    open_now = Invitation.objects.filter(email=address, context_key=context_key, used_at=None, withdrawn_at=None)
    open_now.update(withdrawn_at=moment, withdrawn_as="replaced")
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        token_hash=keyed_hash(token, PURPOSE),
        email=address,
        called=name,
        context_key=context_key,
        says=says,
        sent_by=by,
        sent_at=moment,
        expires_at=moment + LIVES_FOR,
        request_key=request_key,
    )
    _mail(invitation, token)
    return invitation


def _mail(invitation: Invitation, token: str) -> None:
    """No word about health in subject or first line: somebody else may see the screen (ux.md 2.8)."""
    write_to(
        address=invitation.email,
        kind="accounts.invitation",
        key=invitation.public_id,
        sender=str(invitation.sent_by),
        values={
            "called": invitation.called,
            "inviter": invitation.sent_by,
            "what": invitation.says or _("your course"),
            "link": settings.SITE_URL + reverse("accounts:invitation", args=[token]),
            "until": f"{invitation.expires_at:%d %B %Y}",
        },
    )


@transaction.atomic
def ask_again(*, invitation: Invitation, at: datetime | None = None) -> None:
    """The invited person asks for a new link: whoever invited them gets one message, however often it is pressed."""
    if invitation.asked_again_at is None:
        invitation.asked_again_at = at or clock.now()
        invitation.save(update_fields=["asked_again_at"])
    tell(person=invitation.sent_by, kind="accounts.asked_again", key=invitation.public_id, values={"name": invitation.called})
