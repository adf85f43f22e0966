"""Doors of the rooms that some roles have. A page that is not for somebody looks like a page that does not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse

from accounts.models import User
from lms.core.permissions import allowed

View = Callable[..., HttpResponse]


class SignedInRequest(HttpRequest):
    """A request behind `login_required`, for the type checker."""

    user: User  # type: ignore[assignment]


def only(permission: str) -> Callable[[View], View]:
    """For those whom the rule `permission` allows, today."""

    def guard(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not allowed(request.user, permission):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return guard
