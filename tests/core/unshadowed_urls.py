"""What the URL configuration must not be: Wagtail's own sign-in is open."""

from django.urls import include, path
from wagtail.admin import urls as cms_urls

urlpatterns = [path("cms/", include(cms_urls))]
