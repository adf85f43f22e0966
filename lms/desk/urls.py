"""Screens that cross all apps."""

from django.urls import path

from .views import copies, health, home, jobs, manage, people, person, reports, retention, start

app_name = "desk"
urlpatterns = [
    path("start/", start.start, name="start"),
    path("home/", home.home, name="home"),
    path("manage/", manage.manage, name="manage"),
    path("manage/reports/", reports.reports_view, name="reports"),
    path("manage/reports/people/", people.people_view, name="people"),
    path("manage/reports/people.csv", people.people_csv_view, name="people_csv"),
    path("manage/reports/<slug:key>/", reports.report_view, name="report"),
    path("manage/reports/<slug:key>.csv", reports.report_csv_view, name="report_csv"),
    path("quality/agreement/", reports.agreement_view, name="agreement"),
    path("manage/people/<str:public_id>/", person.person_view, name="person"),
    path("manage/people/<str:public_id>/way-back/", person.way_back_view, name="way_back"),
    path("me/privacy/download/", copies.copy_view, name="copy"),
    path("me/privacy/download/ask/", copies.ask_view, name="copy_ask"),
    path("me/privacy/download/<str:public_id>/", copies.file_view, name="copy_file"),
    path("me/privacy/download/<str:public_id>/delete/", copies.remove_view, name="copy_remove"),
    path("manage/retention/", retention.retention_view, name="retention"),
    path("manage/retention/<str:key>/", retention.retention_change_view, name="retention_change"),
    path("manage/jobs/", jobs.jobs_view, name="jobs"),
    path("manage/jobs/<str:public_id>/again/", jobs.again_view, name="job_again"),
    path("healthz/live", health.live, name="live"),
    path("healthz/ready", health.ready, name="ready"),
]
