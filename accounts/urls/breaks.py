"""Breaks and adjustments."""

from django.urls import path

from accounts.views import adjustments, breaks

urlpatterns = [
    path("pause/", breaks.pause_view, name="pause"),
    path("pause/end/", breaks.pause_end_view, name="pause_end"),
    path("pause/back/", breaks.pause_back_view, name="pause_back"),
    path("adjustments/", adjustments.adjustments_view, name="adjustments"),
    path("adjustments/<str:public_id>/end/", adjustments.adjustment_end_view, name="adjustment_end"),
    path("manage/adjustments/", adjustments.manage_adjustments_view, name="manage_adjustments"),
    path("manage/adjustments/<str:public_id>/", adjustments.manage_adjustment_view, name="manage_adjustment"),
]
