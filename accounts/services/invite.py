"""Asking somebody in."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Invitation, User
from lms.core import clock
from lms.core.errors import Refused
from lms.core.outbox import queue_mail
from lms.core.permissions import require
from lms.core.sealed import keyed_hash

from .names import clean_name

LIVES_FOR = timedelta(days=14)
PURPOSE = "invitation"


def find_invitation(token: str) -> Invitation | None:
    """The invitation that belongs to a token, whatever has become of it; None for a token that we never made."""
    return Invitation.objects.select_related("sent_by", "used_by").filter(token_hash=keyed_hash(token, PURPOSE)).first()


@transaction.atomic
def invite(*, email: str, called: str, by: User, context_key: str = "", says: str = "", at: datetime | None = None) -> Invitation:
    """Send one plain, single-use invitation, good for 14 days. `says` names what it is for ("Spring cohort").

    An open invitation to the same address for the same thing is withdrawn: only the newest link works. Raises Refused for an
    unusable address, PermissionDenied when `by` may not invite.
    """
    require(by, "accounts.invite")
    address, name = User.objects.normalise(email), clean_name(called)
    if not address or not name:
        raise Refused(_("Write the person's e-mail address and what they are called."))
    moment = at or clock.now()
    Invitation.objects.filter(email=address, context_key=context_key, used_at=None, withdrawn_at=None).update(withdrawn_at=moment)
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
    )
    _mail(invitation, token)
    return invitation


def _mail(invitation: Invitation, token: str) -> None:
    """No word about health in subject or first line: somebody else may see the screen (ux.md 2.8)."""
    link = settings.SITE_URL + reverse("accounts:invitation", args=[token])
    body = _(
        "Hello %(called)s,\n\n%(inviter)s has kept a place for you: %(says)s.\n\nOpen this page to see what it is, who can see what, "
        "and to start:\n%(link)s\n\nThe link works once, until %(until)s. If this is not for you, you need do nothing.\n"
    ) % {
        "called": invitation.called,
        "inviter": invitation.sent_by,
        "says": invitation.says or _("your course"),
        "link": link,
        "until": f"{invitation.expires_at:%d %B %Y}",
    }
    queue_mail(
        to_person_ref="",
        address=invitation.email,
        subject=_("Your place on the course"),
        body=body,
        dedup_key=f"invitation:{invitation.public_id}",
    )


@transaction.atomic
def ask_again(*, invitation: Invitation, at: datetime | None = None) -> None:
    """The invited person asks for a new link: whoever invited them gets one mail, however often it is pressed."""
    if invitation.asked_again_at is None:
        invitation.asked_again_at = at or clock.now()
        invitation.save(update_fields=["asked_again_at"])
    if invitation.sent_by.email:
        queue_mail(
            to_person_ref=invitation.sent_by.public_id,
            address=invitation.sent_by.email,
            subject=_("Somebody asks for a new link"),
            body=_("%(called)s asks for a new invitation. You can send it from the cohort's page.\n") % {"called": invitation.called},
            dedup_key=f"ask-again:{invitation.public_id}",
        )
