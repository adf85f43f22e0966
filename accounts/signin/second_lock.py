"""What stands between a session and a page: the second factor of everybody who sees other people's records."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse

from accounts.queries import roles_of
from accounts.services.factors import has_factor
from accounts.signin.proofs import has_second_factor
from accounts.views.factors import second_lock_page

GetResponse = Callable[[HttpRequest], HttpResponse]

# What somebody reaches who still owes the second factor. Whatever is not named here is closed: deny by default.
ALWAYS = {
    "account_logout",
    "account_inactive",
    "accounts:leave",
    "accounts:stay",
    "accounts:session",
    "accounts:second_lock",
    "core:support",
    "core:support_in",
    "core:help",
    "core:privacy",
    "core:accessibility",
    "core:display",
    "desk:live",
    "desk:ready",
    "demo:sign_in",
}
# Those who have a factor show it. They must not reach the pages that add or remove one: a password would be enough there.
PROVE = {"mfa_reauthenticate", "mfa_reauthenticate_webauthn"}
SET_UP = {"mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate", "accounts:again", "accounts:again_code"}


def _name(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""


class SecondFactor:
    """Staff reach nothing without a second factor in this very session, however they came in (packages.md 4.1).

    It asks the session and today's roles, not the way of signing in: a log-in route added later, a sign-in past allauth, a session from
    before the role was given all end here. Trainees pass; their roles are the query that the menu makes anyway.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._closed(request) or self.get_response(request)

    def _closed(self, request: HttpRequest) -> HttpResponse | None:
        user = request.user
        if not user.is_authenticated or has_second_factor(request) or not (user.is_staff or user.is_superuser or roles_of(user)):
            return None
        name = _name(request)
        if name in ALWAYS or name in (PROVE if has_factor(user) else SET_UP):
            return None
        page = reverse("accounts:second_lock")
        if request.method in ("GET", "HEAD"):
            return redirect(f"{page}?{urlencode({'next': request.get_full_path()})}")
        return second_lock_page(request, status=403)
