"""The outermost step of every request: its id, and its one line in the log."""

import logging
import re
import secrets
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse

from .log_lines import request_id

logger = logging.getLogger("lms.request")
# Hexadecimal only: no name and no address can be smuggled into the log through a header.
WELL_FORMED = re.compile(r"[0-9a-f]{16,32}")


def id_for(request: HttpRequest) -> str:
    """The id that a trusted proxy gave, when it is one (a UUID loses its dashes); else a new one."""
    given = request.headers.get("X-Request-ID", "").replace("-", "").lower()
    is_trusted = getattr(settings, "ALLAUTH_TRUSTED_PROXY_COUNT", 0) > 0
    return given if is_trusted and WELL_FORMED.fullmatch(given) else secrets.token_hex(8)


class Statements:
    """Counts what is asked of the database, without keeping any of it."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        self.count += 1
        return execute(*arguments)


class RequestId:
    """Give each request an id that logs, read events and jobs can name, and write its line."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.id = id_for(request)  # type: ignore[attr-defined]
        token = request_id.set(request.id)  # type: ignore[attr-defined]
        begun, statements = time.perf_counter(), Statements()
        try:
            with connection.execute_wrapper(statements):
                response = self.get_response(request)
            response["X-Request-Id"] = request.id  # type: ignore[attr-defined]
            write_line(request, response.status_code, time.perf_counter() - begun, statements.count)
        finally:
            request_id.reset(token)
        return response


def write_line(request: HttpRequest, status: int, seconds: float, statements: int) -> None:
    """What was asked by the name of its route: paths hold public ids, codes and the tokens of invitations. Nobody is named."""
    match = request.resolver_match
    fields = {
        "method": request.method if request.method in {"GET", "HEAD", "POST", "OPTIONS"} else "other",
        "route": (match.view_name or match.route) if match else "",
        "status": status,
        "ms": round(seconds * 1000, 1),
        "statements": statements,
    }
    logger.info("request", extra={"fields": fields})
