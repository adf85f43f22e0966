"""Who read what, consents, a copy of everything, leaving."""

from django.urls import URLPattern, path

from accounts.views import consents, erasing, privacy, requests, seen

urlpatterns: list[URLPattern] = [
    path("me/privacy/", privacy.privacy_view, name="privacy"),
    path("me/privacy/seen/", seen.seen_view, name="seen"),
    path("me/privacy/seen/file/", seen.seen_csv_view, name="seen_csv"),
    path("me/privacy/seen/ask/", seen.seen_ask_view, name="seen_ask"),
    path("me/privacy/consents/", consents.consents_view, name="consents"),
    path("me/privacy/consents/stop/<str:public_id>/", consents.stop_view, name="consent_stop"),
    path("me/privacy/consents/said/<str:public_id>/", consents.said_view, name="consent_said"),
    path("me/privacy/consents/<slug:purpose>/", consents.consent_view, name="consent"),
    path("me/privacy/requests/", requests.requests_view, name="requests"),
    path("me/privacy/requests/new/", requests.request_new_view, name="request_new"),
    path("me/privacy/requests/<str:public_id>/", requests.data_request_view, name="data_request"),
    path("me/privacy/requests/<str:public_id>/take-back/", requests.request_take_back_view, name="request_take_back"),
    path("me/privacy/erase/", erasing.erasure_view, name="erasure"),
    path("me/privacy/erase/keep/", erasing.erasure_keep_view, name="erasure_keep"),
    path("erased/", erasing.erased_view, name="erased"),
    path("manage/data-requests/", requests.manage_requests_view, name="manage_requests"),
    path("manage/data-requests/<str:public_id>/", requests.manage_request_view, name="manage_request"),
    path("manage/data-requests/<str:public_id>/look/", requests.manage_request_look_view, name="manage_request_look"),
    path("manage/data-requests/<str:public_id>/longer/", requests.manage_request_longer_view, name="manage_request_longer"),
    path("manage/data-requests/<str:public_id>/erase/", erasing.manage_erase_view, name="manage_erase"),
    path("manage/data-requests/<str:public_id>/hold/", requests.hold_place_view, name="hold_place"),
    path("manage/data-requests/<str:public_id>/hold/<str:hold_id>/end/", requests.hold_end_view, name="hold_end"),
    path("manage/reads/", seen.all_reads_view, name="all_reads"),
    path("manage/reads/file/", seen.all_reads_csv_view, name="all_reads_csv"),
    path("manage/consents/", consents.all_consents_view, name="all_consents"),
]
