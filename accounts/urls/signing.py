"""Signing in, and what keeps an account one's own."""

from django.urls import path

from accounts.views import signing

urlpatterns = [
    path("sign-in/", signing.SignIn.as_view(), name="sign_in"),
]
