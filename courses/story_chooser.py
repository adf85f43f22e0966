"""Choosing the consent behind a story, in the blocks of a step. Only those that were not taken back are offered."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet


class _LiveStories:
    """The rows and the columns of the window in which a consent is chosen."""

    def get_object_list(self) -> Any:
        return self.model_class.objects.live().order_by("label", "pk")  # type: ignore[attr-defined]

    @property
    def columns(self) -> list[Any]:
        words = [Column("attribution", label=_("how they are named")), DateColumn("look_again_on", label=_("ask again on"))]
        return [self.title_column, *words]  # type: ignore[attr-defined]


class ChooseView(_LiveStories, chooser.ChooseView):
    pass


class ChooseResultsView(_LiveStories, chooser.ChooseResultsView):
    pass


class StoryConsentChooser(ChooserViewSet):
    """The window. A new consent is not made in it: that has a screen of its own, with what it asks for."""

    model = "accounts.StoryConsent"
    icon = "openquote"
    choose_one_text = _("Choose a story consent")
    choose_another_text = _("Choose another story consent")
    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView


story_consents = StoryConsentChooser("story_consents", url_prefix="stories/chooser")
StoryConsentChooserBlock = story_consents.get_block_class(name="StoryConsentChooserBlock", module_path="courses.story_chooser")
