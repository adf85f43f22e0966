"""The banks and their questions in the CMS. A question's own page is assessments.views.bank; the lists are Wagtail's."""

import json
from typing import Any, ClassVar

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import CreateView, EditView, IndexView, SnippetViewSet, SnippetViewSetGroup

from assessments.models import Question, QuestionBank
from assessments.queries.question_bank import listed_questions
from assessments.question_forms import KIND_WORDS
from assessments.question_forms.about import DIFFICULTIES, competency_choices
from assessments.questions.about import language_tag
from assessments.questions.difficulty import SAYS


class QuestionList(IndexView):
    """Questions by their words; each leads to its own page, because released versions are not edited in a form."""

    def get_base_queryset(self) -> QuerySet[Question]:
        return listed_questions(super().get_base_queryset())

    def get_edit_url(self, instance: Question) -> str:
        return reverse("assessments_question", args=[instance.public_id])

    def get_list_more_buttons(self, instance: Question) -> list[Any]:
        return []

    def get_list_buttons(self, instance: Question) -> list[Any]:
        return []

    @property
    def header_buttons(self) -> list[Any]:
        return [
            HeaderButton(label=_("Add a question"), url=reverse("assessments_question_new"), icon_name="plus"),
            HeaderButton(label=_("Nearly the same"), url=reverse("assessments_alike"), icon_name="copy"),
            HeaderButton(label=_("In and out"), url=reverse("assessments_intakes"), icon_name="upload"),
        ]

    @property
    def add_url(self) -> str:
        return reverse("assessments_question_new")


class QuestionFilters(WagtailFilterSet):
    """`kind` is that of the newest version, or of the draft where there is none."""

    kind = ChoiceFilter(label=_("Kind"), choices=list(KIND_WORDS.items()))
    difficulty = ChoiceFilter(label=_("How hard it is"), choices=DIFFICULTIES, method="as_hard_as")
    tags = CharFilter(label=_("Tag"), method="tagged")
    competency = ChoiceFilter(label=_("Competency"), choices=lambda: competency_choices()[1:])
    language = CharFilter(label=_("Language"), method="written_in")
    outcome = CharFilter(label=_("What it is to show"), lookup_expr="icontains")

    class Meta:
        model = Question
        fields: ClassVar = ["bank", "state", "topic"]

    def tagged(self, rows: QuerySet[Question], name: str, tag: str) -> QuerySet[Question]:
        """SQLite holds other letters than ours as `\\u00f6`, PostgreSQL as they are."""
        written = [json.dumps(tag.strip(), ensure_ascii=in_ascii) for in_ascii in (True, False)]
        return rows.filter(Q(tags__icontains=written[0]) | Q(tags__icontains=written[1])) if tag.strip() else rows

    def as_hard_as(self, rows: QuerySet[Question], name: str, level: str) -> QuerySet[Question]:
        return self.tagged(rows, name, f"{SAYS}{level}")

    def written_in(self, rows: QuerySet[Question], name: str, written: str) -> QuerySet[Question]:
        """A language with everything that is written in it ("pt" finds pt-BR); the site's own finds what says nothing too."""
        asked = language_tag(written.strip())
        fits = Q(language__iexact=asked) | Q(language__istartswith=f"{asked}-")
        own = language_tag(settings.LANGUAGE_CODE)
        return rows.filter(fits | Q(language="") if own == asked or own.startswith(f"{asked}-") else fits)


class QuestionEdit(EditView):
    """Wagtail's form would write the columns past the moves and the releases: it leads to the question's own page."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = get_object_or_404(Question, pk=kwargs.get("pk") or args[0])
        return redirect("assessments_question", found.public_id)


class QuestionAdd(CreateView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("assessments_question_new")


class Questions(SnippetViewSet):
    model = Question
    icon = "help"
    menu_label = _("Questions")
    menu_name = "questions"
    index_view_class = QuestionList
    edit_view_class = QuestionEdit
    add_view_class = QuestionAdd
    list_per_page = 50
    list_display = [
        TitleColumn("stem", label=_("Question"), get_url=lambda row: reverse("assessments_question", args=[row.public_id])),
        Column("topic", label=_("Topic"), sort_key="topic"),
        Column("kind_words", label=_("Kind"), accessor=lambda row: KIND_WORDS.get(row.kind, "")),
        Column("version", label=_("Version")),
        Column("get_state_display", label=_("State"), sort_key="state"),
        Column("read_words", label=_("Reviewed"), accessor=lambda row: _("Yes") if row.was_read else _("Not yet")),
    ]
    filterset_class = QuestionFilters
    search_fields = ["key", "topic", "outcome", "versions__definition__stem", "draft__stem"]
    copy_view_enabled = False


class Banks(SnippetViewSet):
    model = QuestionBank
    icon = "folder-open-1"
    menu_label = _("Banks")
    menu_name = "question-banks"
    list_display = ["title", "key"]
    copy_view_enabled = False


class QuestionBankGroup(SnippetViewSetGroup):
    menu_label = _("Question bank")
    menu_icon = "help"
    menu_order = 700
    items = (Questions, Banks)
