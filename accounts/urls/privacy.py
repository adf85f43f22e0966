"""Who read what, consents, a copy of everything, leaving."""

from django.urls import URLPattern, path

from accounts.views import consents, privacy, seen

urlpatterns: list[URLPattern] = [
    path("me/privacy/", privacy.privacy_view, name="privacy"),
    path("me/privacy/seen/", seen.seen_view, name="seen"),
    path("me/privacy/seen/file/", seen.seen_csv_view, name="seen_csv"),
    path("me/privacy/seen/ask/", seen.seen_ask_view, name="seen_ask"),
    path("me/privacy/consents/", consents.consents_view, name="consents"),
    path("me/privacy/consents/stop/<str:public_id>/", consents.stop_view, name="consent_stop"),
    path("me/privacy/consents/said/<str:public_id>/", consents.said_view, name="consent_said"),
    path("me/privacy/consents/<slug:purpose>/", consents.consent_view, name="consent"),
    path("manage/reads/", seen.all_reads_view, name="all_reads"),
    path("manage/reads/file/", seen.all_reads_csv_view, name="all_reads_csv"),
    path("manage/consents/", consents.all_consents_view, name="all_consents"),
]
