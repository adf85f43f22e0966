"""Small manners of our views."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from .errors import Refused

UNPROCESSABLE = 422
LEAVING_READ = "leaving"  # the cookie that says: on this device somebody has read what "Leave this site" does


def sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when it is empty: a form that was posted without an answer is a form with an answer missing."""
    return request.POST if request.method == "POST" else None


def refuse(form: forms.BaseForm, error: Refused, field: str | None = None) -> None:
    """Show what a service said in the form's error summary, so that nothing typed is lost."""
    for message in error.messages:
        form.add_error(field, message)


def answer(request: HttpRequest, template: str, context: dict[str, Any], form: forms.BaseForm | None = None) -> HttpResponse:
    """Render a page; with 422 when the form was sent and something in it needs another look."""
    status = UNPROCESSABLE if form is not None and form.is_bound and form.errors else 200
    return render(request, template, {**context, "form": form}, status=status)


def safe_back(path: str, request: HttpRequest) -> str:
    """An address of our own to go back to, or "" for anything else: addresses come from outside."""
    is_ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts={request.get_host()})
    return path if is_ours else ""


def take_a_break(back: str) -> HttpResponse:
    """To the quiet page, after everything typed was saved. `back` is where it leads back to."""
    return redirect(f"{reverse('core:breather')}?{urlencode({'back': back})}")


def read_about_leaving(request: HttpRequest) -> HttpResponse | None:
    """The page about leaving, for somebody on this device who is about to meet the button for the first time; None for everybody else."""
    if request.COOKIES.get(LEAVING_READ):
        return None
    return redirect(f"{reverse('core:leaving')}?{urlencode({'back': request.get_full_path()})}")
