"""Signing in, and what keeps an account one's own."""

from django.urls import path

from accounts.views import factors, signing

urlpatterns = [
    path("sign-in/", signing.SignIn.as_view(), name="sign_in"),
    path("second-lock/", factors.second_lock_view, name="second_lock"),
]
