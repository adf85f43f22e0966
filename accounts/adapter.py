"""How allauth behaves here."""

import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves: people come in by an invitation."""

    def is_open_for_signup(self, request: Any) -> bool:
        return False

    def generate_login_code(self) -> str:
        """Six figures: easy to read aloud and to type on a phone. Few tries, a short life and throttling guard them."""
        return f"{secrets.randbelow(1_000_000):06d}"
