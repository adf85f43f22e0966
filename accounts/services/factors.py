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
    return bool(Authenticator.objects.filter(user_id=person.pk, type__in=REAL).exists())


def count_as_shown(request: HttpRequest) -> None:
    """Note in the session that the person's newest factor was shown: they have just set it up."""
    newest = factors_of(request.user)[-1]  # type: ignore[arg-type]
    record_authentication(request, request.user, "mfa", id=newest.pk, type=newest.type)  # type: ignore[arg-type]
