"""Pages that say the same to every stranger are drawn once a minute, not once a visitor (docs/decisions/0084)."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language

View = Callable[..., HttpResponse]
Kept = Callable[..., HttpResponseBase]
MOST = 200  # pages that one process keeps
_drawn: dict[tuple[str, str], tuple[float, bytes, str]] = {}


def same_for_strangers(view: View) -> Kept:
    """Keep the page in this process for `settings.PUBLIC_PAGE_SECONDS` and give it to visitors without any cookie of ours.

    A hit asks neither the session nor the database. Whoever has a cookie (signed in, display settings, a message that waits) or asks with a
    query gets a page of their own. Only for views whose answer depends on nothing else.
    """

    @wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not _is_stranger(request):
            return view(request, *args, **kwargs)
        key, now = (request.path, get_language() or ""), time.monotonic()
        ends, content, etag = _drawn.get(key, (0.0, b"", ""))
        if ends <= now:
            response = view(request, *args, **kwargs)
            if not _is_for_everybody(request, response):
                return response
            content, etag = response.content, f'"{salted_hmac("public page", response.content).hexdigest()[:32]}"'
            _keep(key, now + settings.PUBLIC_PAGE_SECONDS, content, etag)
        return _answer(request, content, etag)

    return kept


def _is_stranger(request: HttpRequest) -> bool:
    asks_only = request.method in ("GET", "HEAD") and not request.META.get("QUERY_STRING")
    return bool(settings.PUBLIC_PAGE_SECONDS) and asks_only and not request.COOKIES


def _is_for_everybody(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether nothing in the page was made for this visitor: no cookie, and no form token (which sets one)."""
    return response.status_code == 200 and not response.cookies and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")


def _keep(key: tuple[str, str], ends: float, content: bytes, etag: str) -> None:
    if len(_drawn) >= MOST:
        _drawn.clear()
    _drawn[key] = (ends, content, etag)


def _answer(request: HttpRequest, content: bytes, etag: str) -> HttpResponseBase:
    """The page, or 304 to a browser that has it. The browser asks every time: what it gets may depend on its cookies."""
    response = HttpResponse(content, headers={"ETag": etag, "Cache-Control": "no-cache"})
    patch_vary_headers(response, ("Cookie", "Accept-Language"))
    return get_conditional_response(request, etag=etag, response=response) or response
