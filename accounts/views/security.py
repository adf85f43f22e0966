"""/me/security/: my ways in, where I am signed in, my address."""

from typing import Any

from allauth.core import ratelimit
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.forms.signing import AddressForm, CodeForm
from accounts.models import User
from accounts.services.address import change_address, send_address_code
from accounts.services.codes import make_code, spend_code, waiting_for
from accounts.services.sessions import end_session, end_sessions
from accounts.services.told_of_change import tell_of_change
from accounts.signin.browsers import browser_words
from accounts.signin.providers import connections_of
from accounts.signin.stepup import step_up_required
from lms.core.errors import Refused
from lms.core.http import answer, refuse

PURPOSE = "address"


def _ways(person: User) -> dict[str, Any]:
    held = list(Authenticator.objects.filter(user_id=person.pk).order_by("created_at", "pk"))
    of = {kind: [one for one in held if one.type == kind] for kind in Authenticator.Type}
    spare = of[Authenticator.Type.RECOVERY_CODES]
    return {
        "app": next(iter(of[Authenticator.Type.TOTP]), None),
        "passkeys": of[Authenticator.Type.WEBAUTHN],
        "has_spare": bool(spare),
        "spare_left": len(spare[0].wrap().get_unused_codes()) if spare else 0,
    }


def _sessions(request: HttpRequest) -> list[dict[str, Any]]:
    """This device first, then by last use. No addresses on the net and nothing by which a browser could be told apart."""
    rows = UserSession.objects.filter(user=request.user).order_by("-last_seen_at")
    here = request.session.session_key
    listed = [
        {"pk": row.pk, "browser": browser_words(row.user_agent), "seen": row.last_seen_at, "is_here": row.session_key == here}
        for row in rows
    ]
    return sorted(listed, key=lambda one: not one["is_here"])


@login_required
@require_safe
def security_view(request: HttpRequest) -> HttpResponse:
    person: User = request.user  # type: ignore[assignment]
    context = {
        **_ways(person),
        "sessions": _sessions(request),
        "has_password": person.has_usable_password(),
        "connections": connections_of(person),
    }
    return render(request, "accounts/security.html", context)


@login_required
@require_POST
def end_session_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign out on one other device."""
    if not end_session(person=request.user, pk=pk):  # type: ignore[arg-type]
        raise Http404
    messages.success(request, _("Signed out there."))
    return redirect("accounts:security")


@login_required
@require_POST
def end_others_view(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere else."""
    end_sessions(person=request.user, but=request.session.session_key)  # type: ignore[arg-type]
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("accounts:security")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@step_up_required
def address_view(request: HttpRequest) -> HttpResponse:
    """Ask for a new address. The answer is the same whether it is free or somebody's: only a mail that arrives tells."""
    form = AddressForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return answer(request, "accounts/address.html", {}, form)
    limited: HttpResponse | None = ratelimit.consume_or_429(request, action="request_login_code", key=f"address {request.user.pk}")
    if limited:
        return limited
    address = User.objects.normalise(form.cleaned_data["email"]) or ""
    code = make_code(request, purpose=PURPOSE, about=address)
    send_address_code(person=request.user, address=address, code=code)  # type: ignore[arg-type]
    return redirect("accounts:address_code")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@step_up_required
def address_code_view(request: HttpRequest) -> HttpResponse:
    """Prove the new address with the figures that were sent to it."""
    address = waiting_for(request, purpose=PURPOSE)
    if address is None:
        return redirect("accounts:address")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not spend_code(request, purpose=PURPOSE, code=form.cleaned_data["code"]):
            form.add_error("code", _("That is not the code, or it is too old. Look again, or ask for a new one."))
        elif _changed(request, address, form):
            return redirect("accounts:security")
    return answer(request, "accounts/address_code.html", {"address": address}, form)


@login_required
@require_POST
@step_up_required
def disconnect_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an account elsewhere away from one's own."""
    if not SocialAccount.objects.filter(user=request.user, pk=pk).delete()[0]:
        raise Http404
    tell_of_change(request.user, _("A sign-in from another place was taken away from your account."))  # type: ignore[arg-type]
    return redirect("accounts:security")


def _changed(request: HttpRequest, address: str, form: CodeForm) -> bool:
    try:
        person = change_address(person=request.user, address=address)  # type: ignore[arg-type]
    except Refused as error:
        refuse(form, error)
        return False
    update_session_auth_hash(request, person)
    end_sessions(person=person, but=request.session.session_key)
    messages.success(request, _("Your new address is in use. You are signed out everywhere else."))
    return True
