"""Wagtail's editor with our panels beside it, and the checks of a draft on a page of their own.

Wagtail 7.4 has no hook for side panels of pages, so its two views are extended and stand in front of it (courses/cms_urls.py).
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.views.pages import preview
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView

from courses.panels import panels_beside
from courses.services.findings import counted
from courses.services.release_checks import findings_of_page
from lms.core.errors import Refused


class EditLesson(EditView):
    """As Wagtail's; nobody approves words that have changed since they opened them."""

    def get_side_panels(self) -> MediaContainer:
        ours = [] if self.expects_json_response or self.hydrate_create_view else panels_beside(self.page, self.request)
        return MediaContainer([*super().get_side_panels(), *ours])

    def perform_workflow_action(self) -> HttpResponse:
        try:
            if self.workflow_action == "approve" and self.is_out_of_date:
                raise Refused(_("The words have changed while you were reading. Please look again."))
            response: HttpResponse = super().perform_workflow_action()
        except Refused as error:
            messages.warning(self.request, " ".join(error.messages))
            response = self.redirect_and_remain()
        return response


class NewLesson(CreateView):
    def get_side_panels(self) -> MediaContainer:
        return MediaContainer([*super().get_side_panels(), *panels_beside(self.page, self.request)])


class DraftChecks(preview.PreviewOnEdit):
    """GET: the findings of the newest draft, as a page that needs no script. POST: those of what stands in the form now, for the panel.

    Nothing is saved by either.
    """

    http_method_names = ("get", "post")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = counted(findings_of_page(self.object))
        return render(request, "courses/cms/checks.html", {"page": self.object, **found})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form(request.POST)
        try:
            is_whole = self.validate_form(form)
        except (KeyError, ValueError):  # a stream of blocks that was cut off on the way
            is_whole = False
        if not is_whole:
            return HttpResponse(status=422)
        form.save(commit=False)
        return render(request, "courses/cms/_findings.html", {"page": self.object, **counted(findings_of_page(self.object))})
