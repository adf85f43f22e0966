"""Moving to another e-mail address: proved by a code sent to it, told to the old one."""

import secrets

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import Invitation, User
from lms.core import clock
from lms.core.errors import Refused

from .tell import write_to


def is_free(address: str) -> bool:
    """Whether nobody has this address here, nor waits with an open invitation to it."""
    invited = Invitation.objects.filter(email=address, used_at=None, withdrawn_at=None, expires_at__gt=clock.now())
    return not (User.objects.filter(email=address).exists() or EmailAddress.objects.filter(email=address).exists() or invited.exists())


@transaction.atomic
def send_address_code(*, person: User, address: str, code: str) -> None:
    """Mail the figures that prove an address, to that address; nothing is sent to one that is somebody else's."""
    if not is_free(address):
        return
    write_to(address=address, kind="accounts.address_code", key=secrets.token_hex(12), values={"code": code}, person=person)


@transaction.atomic
def change_address(*, person: User, address: str) -> User:
    """Make a proved address the person's own and tell the old one. Raises Refused when it was taken meanwhile.

    The old address opens nothing any more: allauth's list of addresses is emptied too.
    """
    held = User.objects.select_for_update().get(pk=person.pk)
    old, taken = held.email, Refused(_("This address cannot be used. Nothing was changed."))
    if not is_free(address):
        raise taken
    try:
        with transaction.atomic():
            held.email = address
            held.save(update_fields=["email"])
    except IntegrityError as error:
        raise taken from error
    EmailAddress.objects.filter(user=held).delete()
    if old:
        values = {"help": f"{settings.SITE_URL}/help/"}
        write_to(address=old, kind="accounts.address_changed", key=secrets.token_hex(12), values=values, person=held)
    person.email = address
    return held
