"""Joining and signing in. allauth's own pages stand under /accounts/ (lms.urls)."""

from django.urls import path

from .views import joining, signing

app_name = "accounts"
urlpatterns = [
    path("sign-in/", signing.SignIn.as_view(), name="sign_in"),
    path("invite/<str:token>/", joining.invitation_view, name="invitation"),
    path("invite/<str:token>/ask-again/", joining.ask_again_view, name="invitation_ask_again"),
]
