"""Roles, relations, organisations, identity checks."""

from django.urls import path

from accounts.views import identity, organisations, roles, ties

urlpatterns = [
    path("manage/roles/", roles.roles_view, name="roles"),
    path("manage/roles/new/", roles.give_view, name="role_new"),
    path("manage/roles/people/<str:public_id>/", roles.history_view, name="roles_of"),
    path("manage/roles/<str:public_id>/end/", roles.end_view, name="role_end"),
    path("manage/roles/<str:public_id>/hand-over/", roles.hand_over_view, name="role_hand_over"),
    path("manage/ties/", ties.ties_view, name="ties"),
    path("manage/ties/new/", ties.make_view, name="tie_new"),
    path("manage/ties/<str:public_id>/end/", ties.end_view, name="tie_end"),
    path("me/ties/", ties.mine_view, name="my_ties"),
    path("me/ties/<str:public_id>/end/", ties.end_mine_view, name="my_tie_end"),
    path("manage/organisations/", organisations.organisations_view, name="organisations"),
    path("manage/organisations/new/", organisations.new_view, name="organisation_new"),
    path("manage/organisations/<str:public_id>/", organisations.organisation_view, name="organisation"),
    path("manage/organisations/<str:public_id>/close/", organisations.close_view, name="organisation_close"),
    path("manage/people/<str:public_id>/identity/", identity.check_view, name="identity_new"),
]
