"""Second factors: an app, a passkey. allauth keeps them; these are our questions and acts about them."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from accounts.models import User

REAL = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # spare codes alone are no factor: they come with one


def factors_of(person: User) -> list[Authenticator]:
    """The person's app and passkeys, oldest first; spare codes not among them."""
    return list(Authenticator.objects.filter(user_id=person.pk, type__in=REAL).order_by("created_at", "pk"))


def has_factor(person: Any) -> bool:
    """Whether somebody set up an app or a passkey."""
    return Authenticator.objects.filter(user_id=person.pk, type__in=REAL).exists()


def count_as_shown(*, request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    """Receiver of allauth's `authenticator_added`: who has just set a factor up has shown it in this session."""
    if authenticator.type in REAL:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
