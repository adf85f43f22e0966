"""How allauth behaves here."""

import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.signin.proofs import proved_recently

# What allauth tells about -> our words.
CHANGES = {
    "account/email/password_changed": _("Your password was changed."),
    "account/email/password_reset": _("Your password was changed."),
    "account/email/password_set": _("A password was set."),
    "mfa/email/totp_activated": _("An app was added as your second lock."),
    "mfa/email/totp_deactivated": _("The app was taken away as your second lock."),
    "mfa/email/webauthn_added": _("A passkey was added."),
    "mfa/email/webauthn_removed": _("A passkey was taken away."),
    "mfa/email/recovery_codes_generated": _("New spare codes were made. The ones before no longer work."),
    "socialaccount/email/account_connected": _("A sign-in from another place was joined to your account."),
    "socialaccount/email/account_disconnected": _("A sign-in from another place was taken away from your account."),
}
# What allauth mails -> the kind of message, the place that it fills, and with what. Our settings let it send nothing else.
CODE = "account/email/login_code"
MAILS = {
    CODE: ("accounts.sign_in_code", "code", "code"),
    "account/email/password_reset_key": ("accounts.password_link", "link", "password_reset_url"),
}

UNKNOWN = "account/email/unknown_account"  # what allauth would send to an address that has no account


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves: people come in by an invitation."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("What you typed and the password do not go together. Try again, or use a code."),
        "incorrect_code": _("That is not the code. Look again, or ask for a new one."),
        "incorrect_password": _("That is not the password. Try again."),
        "account_inactive": _("This account is closed."),
        "invalid_or_expired_key": _("That link no longer works. Ask for a new one."),
        "invalid_password_reset": _("That link no longer works. Ask for a new one."),
        "too_many_login_attempts": _("That was a lot of tries. Wait a few minutes, then try again."),
        "rate_limited": _("That was a lot of tries. Wait a few minutes, then try again."),
    }

    def is_open_for_signup(self, request: Any) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        """First to the record under which somebody is known, so that every later step asks about that one."""
        return ["accounts.signin.stages.KeptRecord", *super().get_login_stages()]

    def generate_login_code(self) -> str:
        """Six figures: easy to read aloud and to type on a phone. Few tries, a short life and throttling guard them."""
        return f"{secrets.randbelow(1_000_000):06d}"

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Our own clock decides (accounts.signin.proofs): signing in counts, and where a second factor was shown only that one does."""
        return not proved_recently(context.request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """allauth's ways under our names, and one page that everybody can use."""
        words = {
            "reauthenticate": _("Use your password"),
            "mfa_reauthenticate": _("Use your app or a spare code"),
            "mfa_reauthenticate:webauthn": _("Use a passkey"),
        }
        ways = [{**way, "description": words.get(way["id"], way["description"])} for way in super().get_reauthentication_methods(user)]
        if not user.is_authenticated:
            return ways
        return [*ways, {"id": "accounts:again", "description": _("Other ways"), "url": reverse("accounts:again")}]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Through our outbox: sending while the page waits would tell by the clock which addresses have an account."""

        from accounts.services import write_to  # people are ready by now: allauth loads this module early

        is_decoy = template_prefix == UNKNOWN
        kind, place, value = MAILS[CODE if is_decoy else template_prefix]
        person = User.objects.filter(email=User.objects.normalise(email)).first()
        values = {place: self.generate_login_code() if is_decoy else context[value]}
        with transaction.atomic():
            write_to(address=email, kind=kind, key=secrets.token_hex(12), values=values, person=person)
            # An address that nobody has here gets no mail, and costs the same work.
            transaction.set_rollback(is_decoy)

    def send_notification_mail(self, template_prefix: str, user: Any, context: Any = None, email: str | None = None) -> None:
        """Tell a person that their ways in have changed."""
        from accounts.services.told_of_change import tell_of_change  # people are ready by now: allauth loads this module early

        tell_of_change(user, str(CHANGES.get(template_prefix, _("Something about how you sign in was changed."))))
