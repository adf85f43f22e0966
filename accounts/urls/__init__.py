"""Addresses about people, by room. allauth's own pages stand under /accounts/ (lms.urls)."""

from . import breaks, joining, me, merging, messages, privacy, roles, signing

app_name = "accounts"
urlpatterns = [
    *signing.urlpatterns,
    *joining.urlpatterns,
    *me.urlpatterns,
    *breaks.urlpatterns,
    *messages.urlpatterns,
    *privacy.urlpatterns,
    *roles.urlpatterns,
    *merging.urlpatterns,
]
