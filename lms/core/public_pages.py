"""Pages that say the same to every stranger are drawn once a minute, not once a visitor (docs/decisions/0084).

And what stands around the few words of a page that does not: its head, header, footer and all that every answer of its kind says.
"""

import re
import secrets
import time
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.crypto import salted_hmac
from django.utils.html import conditional_escape
from django.utils.translation import get_language

View = Callable[..., HttpResponse]
Kept = Callable[..., HttpResponseBase]
MOST = 200  # pages that one process keeps
_drawn: dict[tuple[str, str], tuple[float, bytes, str]] = {}
_frames: dict[tuple[str, str, str], tuple[float, list[str]]] = {}
HOLE = secrets.token_hex(16)  # no page says this by chance


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


def within_frame(request: HttpRequest, template: str, of: str, same: dict[str, Any], own: dict[str, str]) -> HttpResponse:
    """`template` with what is the `same` in all pages `of` one kind, and what is this page's `own`: texts, escaped unless they are HTML.

    A visitor without any cookie of ours gets the rest as it was drawn in the last `settings.PUBLIC_PAGE_SECONDS`; nothing of `own` is kept.
    Only for templates that put `own` between tags, ask nothing of it, and otherwise depend on the language alone.
    """
    if request.COOKIES or not settings.PUBLIC_PAGE_SECONDS:
        return render(request, template, {**same, **own})
    parts = _frame(request, template, of, same, own)
    words = [conditional_escape(own[part]) if place % 2 else part for place, part in enumerate(parts)]
    response = HttpResponse("".join(words))
    patch_vary_headers(response, ("Cookie", "Accept-Language"))
    return response


def _frame(request: HttpRequest, template: str, of: str, same: dict[str, Any], names: Iterable[str]) -> list[str]:
    """What stands around, and between it, at every second place, the name of what goes there."""
    key, now = (template, of, get_language() or ""), time.monotonic()
    ends, parts = _frames.get(key, (0.0, []))
    if ends <= now:
        holes = {name: f"{HOLE}{name}{HOLE}" for name in names}
        parts = re.split(f"{HOLE}(.*?){HOLE}", render_to_string(template, {**same, **holes}, request))
        _frames[key] = (now + settings.PUBLIC_PAGE_SECONDS, parts)
    return parts


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
