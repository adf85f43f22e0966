"""How many statements a request took, said in a header; and the bare views that everything is compared with."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

HEADER = "X-Statements"


class Counter:
    """Counts statements that go through it."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        self.count += 1
        return execute(sql, params, many, context)


class CountStatements:
    """Writes the number of statements into the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        counter = Counter()
        with connection.execute_wrapper(counter):
            response = self.get_response(request)
        response[HEADER] = str(counter.count)
        return response


def bare(request: HttpRequest) -> HttpResponse:
    """A view that does nothing, behind all of our middleware."""
    return HttpResponse("bare")


def bare_signed_in(request: HttpRequest) -> HttpResponse:
    """A view that knows who is there, and does nothing else."""
    return HttpResponse(f"bare {request.user.pk}")
