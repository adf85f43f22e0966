"""One's own details: names, pronouns, language, country."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
