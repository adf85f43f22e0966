"""How many statements a request took, said in a header; and the bare views that everything is compared with."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.common import CommonMiddleware
from django.middleware.csrf import CsrfViewMiddleware
from django.middleware.security import SecurityMiddleware

HEADER = "X-Statements"
GetResponse = Callable[[HttpRequest], HttpResponse]
# What `django-admin startproject` puts into MIDDLEWARE.
STOCK = (
    SecurityMiddleware,
    SessionMiddleware,
    CommonMiddleware,
    CsrfViewMiddleware,
    AuthenticationMiddleware,
    MessageMiddleware,
    XFrameOptionsMiddleware,
)


class Counter:
    """Counts statements that go through it."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        self.count += 1
        return execute(sql, params, many, context)


class CountStatements:
    """Writes the number of statements into the answer."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        counter = Counter()
        with connection.execute_wrapper(counter):
            response = self.get_response(request)
        response[HEADER] = str(counter.count)
        return response


def bare(request: HttpRequest) -> HttpResponse:
    """A view that does nothing."""
    return HttpResponse("bare")


def bare_signed_in(request: HttpRequest) -> HttpResponse:
    """A view that knows who is there, and does nothing else."""
    return HttpResponse(f"bare {request.user.pk}")


def stock(view: GetResponse) -> GetResponse:
    """The view behind the middleware of a new Django project, and nothing of ours."""
    for layer in reversed(STOCK):
        view = layer(view)
    return view


class BareViews:
    """Answers the two bare views before our middleware is asked: what a new Django project would cost on this server."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.views = {"/bench/bare/": stock(bare), "/bench/signed-in/": stock(bare_signed_in)}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.views.get(request.path, self.get_response)(request)
