"""Addresses that anybody may open."""

from django.urls import path

from . import media, views

app_name = "core"
urlpatterns = [
    path("", views.front, name="front"),
    path("support/", views.support, name="support"),
    path("support/<slug:country>/", views.support, name="support_in"),
    path("help/", views.text, {"name": "help"}, name="help"),
    path("privacy/", views.text, {"name": "privacy"}, name="privacy"),
    path("accessibility/", views.text, {"name": "accessibility"}, name="accessibility"),
    path("leaving/", views.leaving, name="leaving"),
    path("break/", views.breather, name="breather"),
    path("media/<path:path>", media.media, name="media"),
    path("display/", views.display, name="display"),
]
