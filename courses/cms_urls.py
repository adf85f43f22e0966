"""Addresses of Wagtail's editor that we answer ourselves: the same, with our panels beside it. They stand in front of Wagtail's."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from .views.cms_editor import EditLesson, NewLesson

new = {"content_type_app_name": "courses"}
urlpatterns = [
    path("pages/<int:page_id>/edit/", EditLesson.as_view()),
    path("pages/add/courses/<slug:content_type_model_name>/<int:parent_page_id>/", NewLesson.as_view(), new),
]
urlpatterns = decorate_urlpatterns(decorate_urlpatterns(urlpatterns, require_admin_access), never_cache)
