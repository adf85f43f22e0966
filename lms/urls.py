"""Every address of the service. Each app says its own; the order below is the order in which they are asked.

What most people open is asked first: lessons, and checks of certificates.
"""

from django.conf import settings
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as cms_urls
from wagtail.documents import urls as document_urls

sign_in = RedirectView.as_view(url="/sign-in/", query_string=True)

urlpatterns = [
    path("", include("lms.core.urls")),
    path("", include("courses.urls")),
    path("", include("certificates.urls")),
    path("", include("accounts.urls")),
    path("", include("lms.desk.urls")),
    path("", include("safeguarding.urls")),
    path("", include("assessments.urls")),
    path("", include("logbook.urls")),
    path("", include("schemes.urls")),
    # Wagtail's own ways to sign in go past the second factor: they lead to ours (packages.md 4.1).
    path("cms/login/", sign_in),
    path("cms/password_reset/", sign_in),
    path("_util/login/", sign_in),
    path("accounts/", include("accounts.urls.outside")),
    path("accounts/", include("allauth.urls")),
    path("cms/", include(cms_urls)),
    path("documents/", include(document_urls)),
]
if settings.DEMO:
    urlpatterns.append(path("", include("lms.demo.urls")))

# Public pages that editors write; the last to be asked.
urlpatterns.append(path("", include(wagtail_urls)))
