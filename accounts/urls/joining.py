"""Coming in by an invitation, or with the code from a letter."""

from django.urls import path

from accounts.views import joining, printed

urlpatterns = [
    path("invite/<str:token>/", joining.invitation_view, name="invitation"),
    path("invite/<str:token>/ask-again/", joining.ask_again_view, name="invitation_ask_again"),
    path("invite/<str:token>/not-for-me/", joining.decline_view, name="invitation_decline"),
    path("join/", printed.join_view, name="join"),
]
