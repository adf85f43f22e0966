"""What every page of a signed-in person knows about the end of their session."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest

from accounts.services.sessions import life_of
from accounts.signin.session_life import STAFF, WRITE_EVERY


def session_end(request: HttpRequest) -> dict[str, Any]:
    """`session_seconds`: after how many seconds the page should expect the end; nothing for sessions of days."""
    session = getattr(request, "session", None)
    if session is None or not session.session_key or SESSION_KEY not in session:
        return {}
    life = life_of(request)
    return {"session_seconds": life.limit - WRITE_EVERY} if life and life.limit <= STAFF else {}
