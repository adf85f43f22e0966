"""Signing in with a number in the place of an address, for people who have none."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from accounts.models import User
from accounts.services.printed import NUMBER_RANDOM, is_well_formed
from lms.core.ids import normalise


class SignInNumber(ModelBackend):
    """Number and password. Throttled with every other password by allauth's adapter, which counts by what was typed."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, email: str | None = None, **more: Any
    ) -> User | None:
        number = normalise(email or username or "")
        if not password or not is_well_formed(number, NUMBER_RANDOM + 1):
            return None
        person = User.objects.filter(sign_in_number=number).first()
        if person is None:
            User().set_password(password)  # as long as a real look, so that the clock tells no number apart
            return None
        return person if person.check_password(password) and self.user_can_authenticate(person) else None
