"""How allauth's second factors behave here."""

from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.queries import roles_of
from accounts.services.factors import REAL
from lms.core.sealed import CannotOpen, open_for_operator, seal_for_operator

SEALED, CONTEXT = "sealed:", "second factor"


class FactorAdapter(DefaultMFAAdapter):
    """Secrets lie sealed; whoever has a role keeps one factor; a passkey belongs to this host and says what we call the person."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("Your role needs a second lock. Set up another one first, then this one can go."),
        "incorrect_code": _("That is not the code. Look again: it changes every half minute."),
    }

    def encrypt(self, text: str) -> str:
        return SEALED + seal_for_operator(text, CONTEXT).hex()

    def decrypt(self, encrypted_text: str) -> str:
        """What cannot be opened opens nothing: a lost operator key makes apps and spare codes useless, never all-powerful."""
        try:
            return open_for_operator(bytes.fromhex(encrypted_text.removeprefix(SEALED)), CONTEXT)
        except (CannotOpen, ValueError) as error:
            raise RuntimeError("A second factor cannot be opened with this operator key.") from error

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=REAL).exclude(pk=authenticator.pk)
        return not roles_of(authenticator.user) or others.exists()

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:  # noqa: A002 - allauth's name
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return gettext("My passkey") if count == 0 else gettext("My passkey {number}").format(number=count + 1)

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        """The device shows it when it asks: what we call the person, and the service; no address."""
        named = super().get_public_key_credential_user_entity(user)
        return {**named, "display_name": user.called, "name": user.called}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": settings.WAGTAIL_SITE_NAME}
