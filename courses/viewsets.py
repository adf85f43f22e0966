"""The snippets of the courses as the CMS lists them."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .models import Domain, LocalRule, Topic, WordListEntry


class DomainViews(SnippetViewSet):
    model = Domain
    icon = "list-ul"
    list_display = ["title", "code", "order"]


class TopicViews(SnippetViewSet):
    model = Topic
    icon = "tag"
    list_display = ["title", "slug", "is_crisis"]
    list_filter = ["is_crisis"]
    search_fields = ["title"]


class WordViews(SnippetViewSet):
    model = WordListEntry
    icon = "pilcrow"
    list_display = ["phrase", "instead", "why", "language"]
    list_filter = ["language"]
    search_fields = ["phrase", "instead"]
    list_per_page = 50


class LocalRuleViews(SnippetViewSet):
    model = LocalRule
    icon = "globe"
    list_display = ["title", "key", "reviewed_on"]
    search_fields = ["title"]


class LessonWords(SnippetViewSetGroup):
    """What stands beside the pages: one entry in the menu."""

    menu_label = _("For lessons")
    menu_icon = "list-ul"
    menu_order = 250
    items = (TopicViews, WordViews, LocalRuleViews)
