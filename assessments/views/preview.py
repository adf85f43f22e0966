"""/cms/questions/<id>/preview/: a question as a learner meets it. An answer can be tried; nothing is kept."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from assessments import questions
from assessments.models import Question
from assessments.questions import Definition, Unclear
from assessments.quiz_forms import AnswerForm
from assessments.views.bank import EDIT
from lms.core.ids import normalise
from lms.core.permissions import require

DRAFT = "draft"


def preview(request: HttpRequest, public_id: str, version: str) -> HttpResponse:
    """`version`: a number, or "draft" for what is being written."""
    require(request.user, EDIT)
    found = get_object_or_404(Question, public_id=normalise(public_id))
    definition = definition_of(found, version)
    context = {
        "asked": found,
        "version": version,
        "is_draft": version == DRAFT,
        "by_person": questions.kind_of(definition).marked_by == "person",
    }
    context |= tried(definition, request) if request.method == "POST" else {"question": questions.form(definition)}
    return render(request, "assessments/cms/question_preview.html", context)


def definition_of(found: Question, version: str) -> Definition:
    if version == DRAFT and found.draft is not None:
        return found.draft
    if version.isdecimal():
        return get_object_or_404(found.versions, number=int(version)).definition
    raise Http404


def tried(definition: Definition, request: HttpRequest) -> dict[str, Any]:
    """What the learner would be told about this answer."""
    raw = AnswerForm(request.POST).raw
    try:
        response = questions.read(definition, raw)
    except Unclear as unclear:
        return {"question": questions.form(definition, typed=raw), "unclear": unclear.says}
    shown = {"question": questions.form(definition, response=response), "said": questions.summary(definition, response) or _("left open")}
    return shown | ({"mark": questions.grade(definition, response)} if questions.is_scored(definition) else {})
