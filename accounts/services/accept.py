"""Taking up an invitation."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Invitation, User
from accounts.signals import invitation_accepted
from lms.core import clock
from lms.core.errors import Refused

from .names import clean_name


def _open(invitation: Invitation, moment: datetime) -> None:
    """Raise Refused with the reason when the invitation can no longer be used."""
    if invitation.used_at:
        raise Refused(_("You already joined with this invitation. Please sign in."))
    if invitation.withdrawn_at:
        raise Refused(_("A newer invitation was sent to you. Please use the link in the newest mail."))
    if invitation.expires_at <= moment:
        raise Refused(_("This invitation has ended. You can ask for a new one."))


def _person(invitation: Invitation, signed_in: User | None, called: str, password: str) -> User:
    """The person who joins: a new one, or the one with this address, who must be signed in."""
    if signed_in is not None and signed_in.email != invitation.email:
        raise Refused(_("This invitation was sent to another address. Sign out first if it is yours."))
    if signed_in is not None:
        return signed_in
    if User.objects.filter(email=invitation.email).exists():
        raise Refused(_("You already have an account with this address. Sign in, then open the link again."))
    return User.objects.create_user(email=invitation.email, password=password or None, called=clean_name(called) or invitation.called)


@transaction.atomic
def accept_invitation(
    *, invitation: Invitation, signed_in: User | None = None, called: str = "", password: str = "", at: datetime | None = None
) -> User:
    """Join: the invitation is used up and the app that made it is told, in one transaction.

    Does not sign anybody in: a link never does (decisions.md 6). Raises Refused when it was used, has ended, was replaced, or
    belongs to somebody else.
    """
    moment = at or clock.now()
    held = Invitation.objects.select_for_update().get(pk=invitation.pk)
    _open(held, moment)
    person = _person(held, signed_in, called, password)
    held.used_at, held.used_by = moment, person
    held.save(update_fields=["used_at", "used_by"])
    invitation_accepted.send(sender=Invitation, invitation_id=held.pk, person_id=person.pk, context_key=held.context_key)
    return person
