"""/sign-in/again/: prove once more that it is you, with whatever you have."""

import secrets
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms.signing import CodeForm
from accounts.services import tell
from accounts.services.codes import make_code, spend_code, waiting_for
from accounts.signin.proofs import has_second_factor, proofs
from accounts.urls_next import safe_next
from lms.core.http import answer

PURPOSE = "again"


def _came_by_demo(request: HttpRequest) -> bool:
    return bool(settings.DEMO and any(record.get("method") == "demo" for record in proofs(request)))


def _code_is_enough(request: HttpRequest) -> bool:
    """A mail is one lock: where a second one was shown, only that one counts again."""
    return bool(request.user.email) and (not has_second_factor(request) or _came_by_demo(request))  # type: ignore[union-attr]


def _page(request: HttpRequest, form: CodeForm | None = None) -> HttpResponse:
    ways = get_adapter().get_reauthentication_methods(request.user)
    if has_second_factor(request):
        ways = [way for way in ways if "mfa" in way["id"]]
    context: dict[str, Any] = {
        "next": safe_next(request),
        "ways": [way for way in ways if way["id"] != "accounts:again"],
        "by_code": _code_is_enough(request),
        "waiting": waiting_for(request, purpose=PURPOSE) is not None,
        "by_demo": _came_by_demo(request),
    }
    return answer(request, "accounts/again.html", context, form or CodeForm())


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def again_view(request: HttpRequest) -> HttpResponse:
    """GET shows the ways; POST with a code proves it."""
    if request.method != "POST":
        return _page(request)
    form = CodeForm(request.POST)
    if not _code_is_enough(request) or not form.is_valid():
        return _page(request, form)
    if not spend_code(request, purpose=PURPOSE, code=form.cleaned_data["code"]):
        form.add_error("code", _("That is not the code, or it is too old. Look again, or ask for a new one."))
        return _page(request, form)
    record_authentication(request, request.user, method="code", reauthenticated=True)  # type: ignore[arg-type]
    return redirect(safe_next(request))


@login_required
@require_POST
def again_code_view(request: HttpRequest) -> HttpResponse:
    """Send figures to the person's own address."""
    if not _code_is_enough(request):
        raise Http404
    limited: HttpResponse | None = ratelimit.consume_or_429(request, action="request_login_code", key=f"again {request.user.pk}")
    if limited:
        return limited
    tell(person=request.user, kind="accounts.code", key=secrets.token_hex(8), values={"code": make_code(request, purpose=PURPOSE)})  # type: ignore[arg-type]
    return _page(request)


@login_required
@require_POST
def again_demo_view(request: HttpRequest) -> HttpResponse:
    """One press for a demo person, while there is a demo and the session began its way."""
    if not _came_by_demo(request):
        raise Http404
    record_authentication(request, request.user, method="demo", reauthenticated=True)  # type: ignore[arg-type]
    return redirect(safe_next(request))
