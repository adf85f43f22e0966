"""Addresses of courses: what the public reads, what learners learn and write, what managers run."""

from django.urls import path, re_path

from .views import invitations, journal, learn, manage, media, moving, public, step, taught

app_name = "courses"
urlpatterns = [
    path("courses/", public.programmes_view, name="programmes"),
    path("courses/<slug:slug>/", public.programme_view, name="programme"),
    path("learn/", learn.shelves_view, name="learn"),
    re_path(r"^learn/media/(?P<sha256>[0-9a-f]{64})/$", media.media_view, name="media"),
    path("learn/<slug:module>/", learn.module_view, name="module"),
    path("learn/<slug:module>/start/", learn.start_view, name="start"),
    path("learn/<slug:module>/newer/", moving.newer_view, name="newer"),
    path("learn/<slug:module>/must-read/<str:number>/", moving.must_read_view, name="must_read"),
    path("learn/<slug:module>/<slug:step>/", step.step_view, name="step"),
    path("learn/<slug:module>/<slug:step>/note/", step.note_view, name="note"),
    path("learn/<slug:module>/<slug:step>/short/", step.short_view, name="short"),
    path("learn/<slug:module>/<slug:step>/break/", step.break_view, name="break"),
    path("learn/<slug:module>/<slug:step>/reflection/<str:block_id>/", step.autosave_view, name="autosave"),
    path("taught/", taught.mine_view, name="taught"),
    path("taught/<uuid:module_key>/<str:number>/", taught.print_view, name="taught_print"),
    path("manage/taught/", taught.find_view, name="taught_find"),
    path("manage/people/<str:public_id>/taught/", taught.theirs_view, name="taught_of"),
    path("journal/", journal.entries_view, name="journal"),
    path("journal/new/", journal.new_view, name="journal_new"),
    path("journal/<str:public_id>/", journal.entry_view, name="journal_entry"),
    path("journal/<str:public_id>/choose/", journal.choose_view, name="journal_choose"),
    path("journal/<str:public_id>/delete/", journal.delete_view, name="journal_delete"),
    path("manage/cohorts/", manage.cohorts_view, name="cohorts"),
    path("manage/cohorts/new/", manage.new_cohort_view, name="cohort_new"),
    path("manage/cohorts/<str:public_id>/", manage.cohort_view, name="cohort"),
    path("manage/cohorts/<str:public_id>/invite/", manage.invite_view, name="cohort_invite"),
    path("manage/cohorts/<str:public_id>/invite-many/", invitations.invite_many_view, name="cohort_invite_many"),
    path("manage/cohorts/<str:public_id>/letter/", invitations.letter_view, name="cohort_letter"),
    path("manage/cohorts/<str:public_id>/invitations/<str:invitation_id>/take-back/", invitations.take_back_view, name="cohort_take_back"),
    path("manage/cohorts/<str:public_id>/invitations/<str:invitation_id>/again/", manage.invite_again_view, name="cohort_invite_again"),
]
