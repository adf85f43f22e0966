"""Screens that cross all apps."""

from django.urls import path

from .views import health, start

app_name = "desk"
urlpatterns = [
    path("start/", start.start, name="start"),
    path("healthz/live", health.live, name="live"),
    path("healthz/ready", health.ready, name="ready"),
]
