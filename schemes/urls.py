"""Addresses: my record and my application; the board's cases and records."""

from django.urls import URLPattern, path

from schemes.views import certificates, decisions, legal_name, mine

app_name = "schemes"
urlpatterns: list[URLPattern] = [
    path("record/", mine.record_view, name="record"),
    path("apply/", mine.schemes_view, name="schemes"),
    path("apply/case/<str:public_id>/", mine.case_view, name="case"),
    path("apply/case/<str:public_id>/withdraw/", mine.withdraw_view, name="withdraw"),
    path("apply/<slug:code>/", mine.needs_view, name="needs"),
    path("apply/<slug:code>/send/", mine.send_view, name="send"),
    path("apply/<slug:code>/<slug:key>/", mine.statement_view, name="statement"),
    path("manage/decisions/", decisions.queue_view, name="decisions"),
    path("manage/decisions/<str:public_id>/", decisions.decision_view, name="decision"),
    path("manage/decisions/<str:public_id>/report/", decisions.new_report_view, name="new_report"),
    path("manage/decisions/<str:public_id>/step-aside/", decisions.step_aside_view, name="step_aside"),
    path("manage/decisions/<str:public_id>/legal-name/", legal_name.legal_name_view, name="legal_name"),
    path("manage/certificates/", certificates.search_view, name="certificates"),
    path("manage/certificates/<str:public_id>/", certificates.certificate_view, name="certificate"),
    path("manage/certificates/<str:public_id>/<slug:act>/", certificates.change_view, name="change"),
]
