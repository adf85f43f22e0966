"""What a process reads once: done before the web workers are forked, they share it and their first visitor does not wait for it."""

from functools import lru_cache
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import connections
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils.translation import trans_real

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
        import_module("redis")  # 22 MB; Django would import it with the first session
    connections.close_all()
