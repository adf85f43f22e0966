"""Wiring into the CMS: the question bank, tests, and how they did."""

from typing import Any

from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from assessments.views import alike, bank, intakes, item_statistics, preview, quiz_writing
from assessments.viewsets import QuestionBankGroup


@hooks.register("register_admin_urls")
def bank_addresses() -> list[Any]:
    return [
        path("questions/new/", bank.new, name="assessments_question_new"),
        path("questions/alike/", alike.pairs, name="assessments_alike"),
        path("questions/import/", intakes.take, name="assessments_intakes"),
        path("questions/import/<str:public_id>/", intakes.intake, name="assessments_intake"),
        path("questions/export/", intakes.give, name="assessments_export"),
        path("questions/<str:public_id>/", bank.question, name="assessments_question"),
        path("questions/<str:public_id>/preview/<slug:version>/", preview.preview, name="assessments_question_preview"),
        path("questions/<str:public_id>/version/", bank.version, name="assessments_question_version"),
        path("questions/<str:public_id>/state/", bank.change_state, name="assessments_question_state"),
        path("questions/<str:public_id>/take-back/<int:number>/", bank.take_back, name="assessments_question_take_back"),
        path("questions/<str:public_id>/review/", bank.review, name="assessments_question_review"),
    ]


@hooks.register("register_admin_urls")
def test_addresses() -> list[Any]:
    return [
        path("tests/", item_statistics.quizzes, name="assessments_quizzes"),
        path("tests/new/", quiz_writing.new, name="assessments_quiz_new"),
        path("tests/<slug:quiz_key>/", quiz_writing.quiz, name="assessments_quiz"),
        path("tests/<slug:quiz_key>/draft/", quiz_writing.draft, name="assessments_quiz_draft"),
        path("tests/<slug:quiz_key>/release/", quiz_writing.release, name="assessments_quiz_release"),
        path("tests/<slug:quiz_key>/paper/<slug:version>/", quiz_writing.paper, name="assessments_quiz_paper"),
        path("tests/<slug:quiz_key>/<int:number>/", item_statistics.quiz_statistics, name="assessments_quiz_statistics"),
        path("tests/<slug:quiz_key>/<int:number>.csv", item_statistics.quiz_statistics_csv, name="assessments_quiz_statistics_csv"),
    ]


@hooks.register("insert_global_admin_css")
def our_sheet() -> str:
    """On every page of the CMS: what ours need, and what makes it readable without a script."""
    return format_html('<link rel="stylesheet" href="{}">', static("lms/cms.css"))


@hooks.register("register_admin_menu_item")
def tests_in_the_menu(**_kwargs: Any) -> MenuItem:
    """Who may enter the CMS may read it: editors and administrators."""
    return MenuItem(_("Tests"), reverse("assessments_quizzes"), icon_name="form", order=710)


register_snippet(QuestionBankGroup)
