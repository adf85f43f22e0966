"""What one is told, when and how."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
