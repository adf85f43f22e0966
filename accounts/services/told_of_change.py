"""Telling people at once that something about their ways in has changed."""

import secrets

from django.conf import settings

from accounts.models import User

from .tell import tell


def tell_of_change(person: User, what: str) -> None:
    """One message to the address that the person has now, and where to look."""
    values = {"what": what, "security": f"{settings.SITE_URL}/me/security/", "help": f"{settings.SITE_URL}/help/"}
    tell(person=person, kind="accounts.ways_changed", key=secrets.token_hex(8), values=values)
