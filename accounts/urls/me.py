"""One's own details: names, pronouns, language, country."""

from django.urls import path

from accounts.views import me

urlpatterns = [
    path("me/", me.me_view, name="me"),
    path("me/names/", me.previous_names_view, name="previous_names"),
    path("me/legal-name/", me.legal_name_view, name="legal_name"),
]
