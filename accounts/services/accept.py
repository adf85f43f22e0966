"""Taking up an invitation."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import Invitation, User
from accounts.queries import owns_address
from accounts.signals import invitation_accepted
from lms.core import clock
from lms.core.errors import Refused

from .names import clean_name
from .tell import tell


def why_closed(invitation: Invitation, moment: datetime) -> str:
    """Why it can no longer be used: "used", "replaced", "taken_back", "declined" or "ended"; "" while it is open."""
    if invitation.used_at:
        return "used"
    if invitation.withdrawn_at:
        return invitation.withdrawn_as or "replaced"
    return "ended" if invitation.expires_at <= moment else ""


def refuse_closed(invitation: Invitation, moment: datetime) -> None:
    """Raise Refused with the reason when the invitation can no longer be used."""
    says = {
        "used": _("You already joined with this invitation. Please sign in."),
        "replaced": _("A newer invitation was sent to you. Please use the link in the newest mail."),
        "taken_back": _("This invitation was taken back. Ask the person who invited you."),
        "declined": _("Somebody said that this invitation is not for them, so it has ended."),
        "ended": _("This invitation has ended. You can ask for a new one."),
    }
    if why := why_closed(invitation, moment):
        raise Refused(says[why])


def _known() -> Refused:
    return Refused(_("You already have an account with this address. Sign in, then open the link again."))


def _person(invitation: Invitation, signed_in: User | None, called: str, password: str) -> User:
    """The person who joins: a new one, or the one with this address, who must be signed in."""
    if signed_in is not None and not owns_address(signed_in, invitation.email):
        raise Refused(_("This invitation was sent to another address. Sign out first if it is yours."))
    if signed_in is not None:
        return signed_in
    if User.objects.filter(email=invitation.email).exists():
        raise _known()
    name = clean_name(called) or invitation.called
    try:
        with transaction.atomic():  # another invitation to the same address may be taken up in this very moment
            return User.objects.create_user(email=invitation.email, password=password or None, called=name)
    except IntegrityError as problem:
        raise _known() from problem


@transaction.atomic
def accept_invitation(
    *, invitation: Invitation, signed_in: User | None = None, called: str = "", password: str = "", at: datetime | None = None
) -> User:
    """Join: the invitation is used up and the app that made it is told, in one transaction; the person gets a message that it was.

    Does not sign anybody in: a link never does (decisions.md 6). Raises Refused when it was used, has ended, was replaced or taken
    back, or belongs to somebody else.
    """
    moment = at or clock.now()
    held = Invitation.objects.select_for_update(of=("self",)).select_related("sent_by").get(pk=invitation.pk)
    if held.way != "mail":
        raise Refused(_("This is a code on paper. Type it on the page for codes."))
    refuse_closed(held, moment)
    return use_up(held, _person(held, signed_in, called, password), moment)


def use_up(held: Invitation, person: User, moment: datetime) -> User:
    """Note who took it up, tell the app above, and tell the person. The row is locked by the caller."""
    held.used_at, held.used_by = moment, person
    held.save(update_fields=["used_at", "used_by"])
    invitation_accepted.send(sender=Invitation, invitation_id=held.pk, person_id=person.pk, context_key=held.context_key)
    values = {"what": held.says or _("the course"), "inviter": str(held.sent_by)}
    tell(person=person, kind="accounts.joined", key=held.public_id, values=values, at=moment)
    return person
