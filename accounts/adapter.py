"""How allauth behaves here."""

import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves: people come in by an invitation."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The address and the password do not go together. Try again, or use a code."),
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

    def generate_login_code(self) -> str:
        """Six figures: easy to read aloud and to type on a phone. Few tries, a short life and throttling guard them."""
        return f"{secrets.randbelow(1_000_000):06d}"
