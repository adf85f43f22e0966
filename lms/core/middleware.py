"""What every request passes through."""

from collections.abc import Callable

from csp.constants import SELF, UNSAFE_INLINE
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.module_loading import import_string
from django.views.defaults import page_not_found

from .middleware_support import SupportWhenDown
from .request_log import RequestId

GetResponse = Callable[[HttpRequest], HttpResponse]
__all__ = ["CmsDoor", "CmsPolicy", "PersonalPages", "RequestId", "SupportWhenDown"]


class CmsPolicy:
    """Wagtail's date pickers start from inline scripts, and its previews are frames: relax the policy under /cms/ only."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith("/cms/"):
            # A preview is drawn by a request within this one, which has put the learners' policy on it: no frame at all.
            response.headers.pop("Content-Security-Policy", None)
            # Replaced is what stands in the way: a nonce shuts inline scripts out, and no frame at all shuts previews out. Everything
            # else is the policy of the site, with what Wagtail needs besides.
            response._csp_replace = {"script-src": [SELF, UNSAFE_INLINE], "frame-ancestors": [SELF]}  # type: ignore[attr-defined]
            response._csp_update = {"style-src": [UNSAFE_INLINE], "img-src": ["blob:"]}  # type: ignore[attr-defined]
            response["X-Frame-Options"] = "SAMEORIGIN"
        return response


class CmsDoor:
    """Only somebody who is an editor or administrator *today* gets past /cms/: groups may lag behind a role that ended.

    Others see what they would see at an address that does not exist. `settings.CMS_MAY_ENTER` names who is asked: the building blocks
    know no roles.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.may_enter = import_string(settings.CMS_MAY_ENTER)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith("/cms/") and request.user.is_authenticated and not self.may_enter(request.user):
            return page_not_found(request, Http404())
        return self.get_response(request)


class PersonalPages:
    """Pages of a signed-in person are theirs: never stored, never indexed; shown in their language and time zone."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.session.session_key or not request.user.is_authenticated:
            return self.get_response(request)
        with timezone.override(request.user.time_zone), translation.override(request.user.language):
            response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        response.headers.setdefault("X-Robots-Tag", "noindex")
        return response
