"""Roles, relations, organisations, identity checks."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
