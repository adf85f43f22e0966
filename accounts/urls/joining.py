"""Coming in by an invitation."""

from django.urls import path

from accounts.views import joining

urlpatterns = [
    path("invite/<str:token>/", joining.invitation_view, name="invitation"),
    path("invite/<str:token>/ask-again/", joining.ask_again_view, name="invitation_ask_again"),
]
