"""The second lock: the page that leads staff to it, and what happens when somebody lost theirs."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.services.factors import count_as_shown, has_factor
from accounts.signin.proofs import has_second_factor
from accounts.urls_next import safe_next


def second_lock_page(request: HttpRequest, *, status: int = 200) -> HttpResponse:
    """What is asked of staff: show the second factor, or set one up. Kind words; nothing of what lies behind it."""
    context = {
        "next": safe_next(request),
        "has_factor": has_factor(request.user),
        "ways": get_adapter().get_reauthentication_methods(request.user),
    }
    return render(request, "accounts/second_lock.html", context, status=status)


@require_safe
@login_required
def second_lock_view(request: HttpRequest) -> HttpResponse:
    if has_second_factor(request):
        return redirect(safe_next(request))
    return second_lock_page(request)


class ActivateApp(ActivateTOTPView):
    """allauth's; whoever typed the first figures of the app has shown it in this session."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        count_as_shown(self.request)
        return response


class AddPasskey(AddWebAuthnView):
    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        count_as_shown(self.request)
        return response
