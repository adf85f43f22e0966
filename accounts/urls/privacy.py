"""Who read what, consents, a copy of everything, leaving."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
