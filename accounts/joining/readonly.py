"""Somebody who is here only to inspect changes nothing: a door before every page, whatever the page itself would say."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.queries import roles_of

GetResponse = Callable[[HttpRequest], HttpResponse]

SAFE = {"GET", "HEAD", "OPTIONS"}
# One's own account, the way out, and the two pages that anybody may set or send. Everything else is read only.
OWN = (
    "/me/",
    "/messages/",
    "/accounts/",
    "/sign-in/",
    "/second-lock/",
    "/session/",
    "/leave/",
    "/display/",
    "/invite/",
    "/join/",
    "/merge/",
    "/check/",
    "/v/",
    "/demo/sign-in/",
)


def reads_by_post(view: Any) -> Any:
    """Mark a view whose POST only looks something up, such as a number that must stand in no address."""
    view.reads_by_post = True
    return view


def only_inspects(request: HttpRequest) -> bool:
    """Whether an inspector is asking who has no other role today."""
    return bool(request.user.is_authenticated and roles_of(request.user) == {"inspector"})


class InspectorsOnlyRead:
    """Refuse every act of somebody who is only an inspector. Asked at the last moment: a role given or ended a minute ago counts."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if request.method in SAFE or request.path.startswith(OWN) or getattr(view, "reads_by_post", False):
            return None
        return render(request, "accounts/read_only.html", status=403) if only_inspects(request) else None
