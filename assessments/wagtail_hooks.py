"""Wiring into the CMS: the question bank."""

from typing import Any

from django.urls import path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from assessments.views import alike, bank, intakes, preview
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


register_snippet(QuestionBankGroup)
