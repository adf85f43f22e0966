"""Support lines in the CMS."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import SupportResource


class SupportLines(SnippetViewSet):
    model = SupportResource
    icon = "help"
    menu_label = "Support lines"
    add_to_admin_menu = True
    menu_order = 800
    list_display = ["name", "country", "kind", "phone", "verified_on", "review_by"]
    list_filter = ["country", "kind"]
    search_fields = ["name"]


register_snippet(SupportLines)
