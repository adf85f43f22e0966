"""The holder's pages, and the two doors for checkers."""

from django.urls import path, re_path

from .views import checking, holding, organisation

app_name = "certificates"
urlpatterns = [
    path("certificate/", holding.list_view, name="list"),
    path("certificate/name/", holding.name_view, name="name"),
    path("certificate/ask/<str:public_id>/", holding.ask_view, name="ask"),
    path("certificate/<str:public_id>/", holding.copy_view, name="copy"),
    path("certificate/<str:public_id>/pdf/", holding.pdf_view, name="pdf"),
    path("certificate/<str:public_id>/pdf/<slug:layout>/", holding.pdf_view, name="paper"),
    path("org/", organisation.organisation_view, name="organisation"),
    path("check/", checking.check_view, name="check"),
    # The square code holds the address in capitals (credentials.md 4.3).
    re_path(r"^[vV]/(?P<code>[0-9A-Za-z-]{1,60})/$", checking.scan_view, name="scan"),
]
