"""What stands beside the editor: the checks of a lesson, who is on it, and a wider look at its accessibility."""

from typing import Any

from django.forms import Media
from django.forms.widgets import Script
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.models import Page

from courses.models import Module, Step
from courses.queries.who_is_on import who_is_on
from courses.services.findings import Finding, counted
from courses.services.release_checks import findings_of_page


class LessonChecks(BaseSidePanel):
    """The findings of the draft. static/lms/cms/lesson-checks.js looks again while somebody types."""

    name = "lesson-checks"
    title = _("Lesson checks")
    template_name = "courses/cms/checks_panel.html"
    order = 340

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle lesson checks")
        icon_name = "tasks"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "count": counted(self.panel.findings)["open_count"]}

    @cached_property
    def findings(self) -> list[Finding]:
        return findings_of_page(self.object) if self.object.pk else []

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {**super().get_context_data(parent_context), **counted(self.findings), "is_new": self.object.pk is None}

    @property
    def media(self) -> Media:
        return Media(css={"all": ["lms/cms.css"]}, js=[Script("lms/cms/lesson-checks.js", type="module")])


class WhoIsOnThis(BaseSidePanel):
    """Counts of people by edition, never a name (decisions.md 15), and what changed last."""

    name = "who-is-on"
    title = _("Who is on this")
    template_name = "courses/cms/who_panel.html"
    order = 360

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle who is on this")
        icon_name = "group"
        has_counter = False

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {**super().get_context_data(parent_context), "who": who_is_on(self.object) if self.object.pk else None}


def panels_beside(page: Page, request: HttpRequest) -> list[BaseSidePanel]:
    """Ours, for pages of the workshop; none for other pages."""
    return [LessonChecks(page, request), WhoIsOnThis(page, request)] if isinstance(page, Step | Module) else []


class LessonChecker(ContentCheckerItem):
    """Wagtail's look at the preview, with five rules more that matter in lessons (ux.md 7.5)."""

    axe_run_only = [*ContentCheckerItem.axe_run_only, "color-contrast", "label", "list", "target-size", "image-alt"]
    axe_messages = {
        **ContentCheckerItem.axe_messages,
        "color-contrast": {"error_name": _("Words stand out too little"), "help_text": _("Give words and background more contrast")},
        "label": {"error_name": _("A box has no label"), "help_text": _("Say what goes into it")},
        "list": {"error_name": _("A list holds something else than rows"), "help_text": _("Put each line into a row of its own")},
        "target-size": {"error_name": _("Something to press is too small"), "help_text": _("Make it at least 24 pixels, or give it room")},
        "image-alt": {"error_name": _("A picture has no description"), "help_text": _("Say what it shows, or that it is decoration")},
    }


def look_wider(items: list[Any]) -> None:
    """Put our checker where Wagtail's own stands."""
    for place, item in enumerate(items):
        if isinstance(item, ContentCheckerItem) and not isinstance(item, LessonChecker):
            items[place] = LessonChecker(in_editor=item.in_editor)
