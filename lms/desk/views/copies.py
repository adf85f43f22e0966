"""/me/privacy/download/: a copy of everything, asked for here, made by a job, opened on this device only."""

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.models import DataCopy
from accounts.signin.stepup import step_up_required
from lms.core.errors import Refused
from lms.core.files import file_response
from lms.core.ids import normalise
from lms.desk.copying.asking import LIVES_FOR, ask_copy, fetched, newest_copy, opens_here, remove_copy

COOKIE = "copy"
PATH = "/me/privacy/download/"


def _screen(request: HttpRequest, problem: str = "") -> HttpResponse:
    copy = newest_copy(request.user)  # type: ignore[arg-type]
    context: dict[str, Any] = {"copy": copy, "here": copy and opens_here(copy, request.COOKIES.get(COOKIE, "")), "problem": problem}
    return render(request, "desk/copy.html", {**context, "page_has_errors": bool(problem)}, status=422 if problem else 200)


@never_cache
@login_required
def copy_view(request: HttpRequest) -> HttpResponse:
    """What is in it, and how far it is."""
    return _screen(request)


@never_cache
@step_up_required
def ask_view(request: HttpRequest) -> HttpResponse:
    """Prove that it is you, then say yes; this device gets the token that opens the copy."""
    if request.method != "POST":
        return render(request, "desk/copy_ask.html")
    token = request.COOKIES.get(COOKIE) or secrets.token_urlsafe(32)
    try:
        ask_copy(person=request.user, token=token)  # type: ignore[arg-type]
    except Refused as error:
        return _screen(request, " ".join(error.messages))
    response = redirect("desk:copy")
    response.set_cookie(COOKIE, token, max_age=LIVES_FOR, path=PATH, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax")
    return response


@step_up_required
def file_view(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The file itself, in blocks. On another device a page says where it opens."""
    copies = DataCopy.objects.filter(person=request.user).open_at().select_related("file")  # type: ignore[misc]
    copy = get_object_or_404(copies, public_id=normalise(public_id))
    if not opens_here(copy, request.COOKIES.get(COOKIE, "")):
        return render(request, "desk/copy_elsewhere.html", status=403)
    if not copy.is_ready or copy.file is None or not copy.file.file:
        raise Http404
    fetched(copy=copy)
    return file_response(copy.file)


@never_cache
@login_required
@require_POST
def remove_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take the copy away now."""
    mine = DataCopy.objects.filter(person=request.user).open_at().select_related("file")  # type: ignore[misc]
    remove_copy(copy=get_object_or_404(mine, public_id=normalise(public_id)))
    return redirect("desk:copy")
