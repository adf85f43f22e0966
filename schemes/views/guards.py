"""Doors. A page that is not for somebody looks like a page that does not exist."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse

from accounts.models import User
from lms.core.http import sent
from lms.core.permissions import allowed

__all__ = ["SignedInRequest", "board_only", "board_or_inspection", "sent"]

View = Callable[..., HttpResponse]


class SignedInRequest(HttpRequest):
    """A request behind `login_required`, for the type checker."""

    user: User  # type: ignore[assignment]


def _only(permission: str) -> Callable[[View], View]:
    def guard(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not allowed(request.user, permission):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return guard


# For members of the certification board, today; and for those who read what the board does.
board_only = _only("schemes.decide_application")
board_or_inspection = _only("schemes.read_decisions")
