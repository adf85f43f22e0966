"""Breaks and adjustments."""

from django.urls import path

from accounts.views import breaks

urlpatterns = [
    path("pause/", breaks.pause_view, name="pause"),
    path("pause/end/", breaks.pause_end_view, name="pause_end"),
    path("pause/back/", breaks.pause_back_view, name="pause_back"),
]
