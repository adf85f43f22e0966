"""Prove again that it is you: before a copy of everything, an erasure, a legal name, a change of the ways in.

    @step_up_required
    def export_view(request): ...

Signing in counts for ten minutes. Afterwards a GET leads through `/sign-in/again/` and back. A POST is answered with a page that keeps
what was typed; the demo's people confirm with one press.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts.signin.proofs import proved_recently
from lms.core.kept_words import kept_page

View = Callable[..., Any]


def step_up_required(view: View) -> View:
    """Let a person through who proved within ten minutes that it is them; ask the others first."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if proved_recently(request):
            return view(request, *args, **kwargs)  # type: ignore[no-any-return]
        again = reverse("accounts:again")
        if request.method in ("GET", "HEAD"):
            return redirect(f"{again}?{urlencode({'next': request.get_full_path()})}")
        return kept_page(request, lead=again)

    return asked
