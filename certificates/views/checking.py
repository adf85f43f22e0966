"""/check/ and /v/<code>/: two doors to the same question.

Both take a POST from anybody without a CSRF token: it changes nothing for the visitor, so there is nothing to forge, and
a token would need a cookie. No session is opened and no cookie is set for somebody who is not signed in.
"""

from collections.abc import Callable
from functools import wraps

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from certificates import throttle
from certificates.answers import shown
from certificates.forms import CheckForm, NameForm
from certificates.models import CheckEvent
from certificates.services.check import answer_check, channel_of
from lms.core.http import answer
from lms.core.ids import normalise
from lms.core.public_pages import same_for_strangers, within_frame

View = Callable[..., HttpResponse]


def public_check(view: View) -> View:
    """Never stored, never indexed, and the next site does not learn the address, which may hold a code."""

    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: str) -> HttpResponse:
        response = view(request, **kwargs)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(guarded))


@public_check
@same_for_strangers
def check_view(request: HttpRequest) -> HttpResponse:
    """Number or code, and the family name."""
    form = CheckForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return answer(request, "certificates/check.html", {}, form)
    asked = form.cleaned_data["number"]
    return _answer(request, form, "certificates/check.html", asked, channel_of(asked))


@public_check
def scan_view(request: HttpRequest, code: str) -> HttpResponse:
    """What the square code opens: one box for the name. Opening it asks the database nothing, so it can tell nothing."""
    form = NameForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return answer(request, "certificates/scan.html", {}, form)
    return _answer(request, form, "certificates/scan.html", normalise(code), CheckEvent.SQUARE)


def _answer(request: HttpRequest, form: forms.Form, template: str, asked: str, channel: str) -> HttpResponse:
    if not throttle.may_ask(request, asked):
        return render(request, template, {"form": form, "too_many": True})
    found = answer_check(asked=asked, name=form.cleaned_data["name"], channel=channel)
    if not found.is_confirmed:
        throttle.note_unconfirmed(asked)
    said = shown(found)
    own = {"facts": render_to_string("certificates/_facts.html", {"facts": said.facts}), "checked": said.checked}
    same = {"face": said.face, "is_confirmed": said.is_confirmed}
    return within_frame(request, "certificates/answer.html", said.of, same, own)
