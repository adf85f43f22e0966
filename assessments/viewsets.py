"""The banks and their questions in the CMS. A question's own page is assessments.views.bank; the lists are Wagtail's."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import CreateView, EditView, IndexView, SnippetViewSet, SnippetViewSetGroup

from assessments.models import Question, QuestionBank
from assessments.queries.question_bank import listed_questions
from assessments.question_forms import KIND_WORDS


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
            HeaderButton(label=_("Bring in or take elsewhere"), url=reverse("assessments_intakes"), icon_name="upload"),
        ]

    @property
    def add_url(self) -> str:
        return reverse("assessments_question_new")


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
    list_filter = ["bank", "state", "topic"]
    search_fields = ["key", "versions__definition__stem"]
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
