"""Screens that cross all apps."""

from django.urls import path

from .views import health, home, manage, start

app_name = "desk"
urlpatterns = [
    path("start/", start.start, name="start"),
    path("home/", home.home, name="home"),
    path("manage/", manage.manage, name="manage"),
    path("healthz/live", health.live, name="live"),
    path("healthz/ready", health.ready, name="ready"),
]
