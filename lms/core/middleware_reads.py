"""Attempts that failed are kept too (ux.md 5.7)."""

from collections.abc import Callable

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from .reads import guarded, record_denied

GetResponse = Callable[[HttpRequest], HttpResponse]
ONCE_IN_SECONDS = 60


class DeniedReads:
    """Somebody who is signed in met a 404 at the address of a sensitive record: keep that they tried, once a minute for each kind.

    The address is asked, not the record: whether one is there is not looked up, so that trying costs everybody the same.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        kind = guarded(match.view_name) if match and response.status_code in (403, 404) else ""
        user = getattr(request, "user", None)
        if kind and user is not None and user.is_authenticated and cache.add(f"denied:{user.pk}:{kind}", 1, ONCE_IN_SECONDS):
            record_denied(actor=user, record_type=kind, request=request)
        return response
