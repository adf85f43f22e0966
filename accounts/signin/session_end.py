"""Ends a session in which nothing happened for too long, on the server, without losing a word."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse

from accounts.services.sessions import keep_answer, life_of, touch
from accounts.signin.session_life import Life
from lms.core.kept_words import kept_page, typed_words

GetResponse = Callable[[HttpRequest], HttpResponse]
ENDED = "ended_by_pause"  # in the new, empty session: the sign-in page says why
QUIET = {"/session/"}  # asking how long is left is not using it


class SessionLife:
    """Counts the time since the last use, ends what is over, and answers a form that came too late with its words."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if SESSION_KEY in request.session:
            self._count(request)
        else:
            keep_answer(request)
        response = self.get_response(request)
        to_sign_in = response.status_code == 302 and response.headers.get("Location", "").startswith(f"{settings.LOGIN_URL}?next=")
        if to_sign_in and request.method == "POST" and not request.user.is_authenticated and typed_words(request.POST):
            return kept_page(request, lead=settings.LOGIN_URL)
        return response

    def _count(self, request: HttpRequest) -> None:
        """A session that says nothing about itself is from before this counted: it begins now, as on a shared device."""
        life, now = life_of(request) or Life(), time.time()
        if life.seen and life.left(now) <= 0:
            logout(request)
            request.session[ENDED] = True
        elif life.is_due(now) and request.path not in QUIET and request.user.is_authenticated:
            touch(request, life, request.user)
