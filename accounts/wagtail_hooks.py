"""Public holidays in the CMS: on them and before them no news is sent."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from accounts.models import PublicHoliday


class PublicHolidays(SnippetViewSet):
    model = PublicHoliday
    icon = "date"
    menu_label = "Public holidays"
    add_to_admin_menu = True
    menu_order = 810
    list_display = ["on", "name", "country"]
    list_filter = ["country"]
    search_fields = ["name"]


register_snippet(PublicHolidays)
