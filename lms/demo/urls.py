"""Becoming a demo person. Included only while DEMO is on: without it the route does not exist."""

from django.urls import URLPattern

app_name = "demo"
urlpatterns: list[URLPattern] = []
