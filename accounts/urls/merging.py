"""Two records of one person."""

from django.urls import path

from accounts.views import merging

urlpatterns = [
    path("manage/merge/", merging.merge_view, name="merge"),
    path("manage/merge/<str:kept>/<str:joined>/", merging.preview_view, name="merge_preview"),
    path("manage/merged/<str:public_id>/", merging.undo_view, name="merge_undo"),
    path("merge/<str:token>/", merging.objection_view, name="merge_objection"),
]
