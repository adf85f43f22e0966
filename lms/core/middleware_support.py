"""The support page answers even when the database does not."""

import logging
import re
from collections.abc import Callable

from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse

from .services.support_copy import read_or_render_copy
from .support import usual_country

ADDRESS = re.compile(r"^/support/(?:(?P<country>[a-zA-Z]{2})/)?$")
log = logging.getLogger(__name__)


class SupportWhenDown:
    """Serve the copy on disk when the page itself cannot be made. Stands outermost: sessions need the database too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        return self._copy(request) or response if response.status_code >= 500 else response

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        return self._copy(request) if isinstance(problem, DatabaseError | InterfaceError) else None

    def _copy(self, request: HttpRequest) -> HttpResponse | None:
        address = ADDRESS.match(request.path)
        if not address or request.method not in {"GET", "HEAD"}:
            return None
        log.warning("The support page was served from its copy.")
        country = (address["country"] or usual_country()).upper()
        return HttpResponse(read_or_render_copy(country), headers={"Cache-Control": "no-store"})
