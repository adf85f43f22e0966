"""What a process reads once: done before the web workers are forked, they share it and their first visitor does not wait for it."""

import logging
from collections import deque
from collections.abc import Callable, Iterable
from functools import lru_cache
from importlib import import_module
from typing import Any
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.db import connections
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils.translation import trans_real

logger = logging.getLogger(__name__)
WORDS = 8192  # more than all sentences of the service
# The pages that most people open. Compiling one compiles what it includes; the database is not asked.
TEMPLATES = (
    "core/front.html",
    "core/support.html",
    "account/login.html",
    "desk/home.html",
    "courses/learn.html",
    "courses/module.html",
    "courses/step.html",
    "assessments/test_question.html",
    "certificates/check.html",
)

# Opened once before forking: drawing a page makes some 8 MB of what is made once, and each worker would make its own.
PAGES = ("/", "/courses/", "/support/", "/check/", "/sign-in/")


def _keep_words(language: str) -> None:
    """Read a language's words, and remember what each said: Django would look through the catalogue of every app for each word anew."""
    words: Any = trans_real.translation(language)
    words.gettext = lru_cache(maxsize=WORDS)(words.gettext)


def warm() -> None:
    """Addresses with their views, templates, words. Leaves no connection behind: one that two processes share breaks both."""
    _ = get_resolver().url_patterns
    for language, _name in settings.LANGUAGES:
        _keep_words(language)
    for name in TEMPLATES:
        get_template(name)
    if "redis" in settings.CACHES["default"]["BACKEND"]:
        import_module("redis")  # 13 MB; Django would import it with the first session
    connections.close_all()


def open_pages(application: Callable[..., Iterable[bytes]]) -> None:
    """Ask the service for the pages that strangers open, twice: the first time makes what the second time finds.

    Whatever goes wrong is left to the first visitor. What a page says of it (no database yet) does not stand in the log: nobody asked.
    A page that does not even answer does, once, and the others are opened all the same.
    """
    unopened: dict[str, Exception] = {}
    logging.disable()
    try:
        for path in PAGES * 2:
            try:
                _open(application, path)
            except Exception as error:  # noqa: BLE001 - whatever it is: a service that can serve the other pages starts
                unopened[path] = error
    finally:
        logging.disable(logging.NOTSET)
        connections.close_all()
    for path, why in unopened.items():
        logger.warning("%s could not be opened before the first visitor", path, exc_info=why)


def _open(application: Callable[..., Iterable[bytes]], path: str) -> None:
    answered = application(_request(path), lambda *_: None)
    try:
        deque(answered, maxlen=0)
    finally:
        answered.close()  # type: ignore[attr-defined]


def _request(path: str) -> dict[str, Any]:
    host = next((host.lstrip(".") for host in settings.ALLOWED_HOSTS if host != "*"), "localhost")
    environ: dict[str, Any] = {"PATH_INFO": path, "HTTP_HOST": host, "wsgi.url_scheme": "https", "HTTP_X_FORWARDED_PROTO": "https"}
    setup_testing_defaults(environ)
    return environ | {"REMOTE_ADDR": "127.0.0.1", "HTTP_ACCEPT_ENCODING": "gzip"}
