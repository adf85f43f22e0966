"""What a process reads once: done before the web workers are forked, they share it and their first visitor does not wait for it."""

from importlib import import_module

from django.conf import settings
from django.db import connections
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils import translation

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


def warm() -> None:
    """Addresses with their views, templates, words. Leaves no connection behind: one that two processes share breaks both."""
    _ = get_resolver().url_patterns
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            translation.gettext("Home")
    for name in TEMPLATES:
        get_template(name)
    if "redis" in settings.CACHES["default"]["BACKEND"]:
        import_module("redis")  # 22 MB; Django would import it with the first session
    connections.close_all()
