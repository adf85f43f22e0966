"""The service's addresses, and below /gone-wrong/ the pages that are seen when something has."""

from types import SimpleNamespace

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import path

from lms.urls import urlpatterns as service

ELSEWHERE = SimpleNamespace(name="Town Hall")
# Pages that need another house's service, or a file on disk that was changed: the template, and what its view gives it.
DRAWN = {
    "429.html": {},
    "account/signup_closed.html": {},
    "core/kept_words.html": {"words": ["Nobody should be alone with it."], "lead": "/sign-in/", "again": [], "had_files": True},
    "socialaccount/authentication_error.html": {},
    "socialaccount/login.html": {"provider": ELSEWHERE},
    "socialaccount/login_cancelled.html": {},
    "socialaccount/nobody_yet.html": {"name": "Town Hall"},
    "certificates/damaged.html": {"copy": SimpleNamespace(get_absolute_url="/certificate/")},
}


def refuse(request):
    raise PermissionDenied


def break_down(request):
    raise RuntimeError("on purpose")


def draw(request, name):
    return render(request, name, DRAWN[name])


urlpatterns = [
    path("gone-wrong/403/", refuse),
    path("gone-wrong/500/", break_down),
    path("gone-wrong/<path:name>/", draw),
    *service,
]
