"""/marking/answers/: answers of tests that a person marks, one at a time and by code."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from assessments.answer_forms import AnswerMarkForm
from assessments.models import AttemptSlot
from assessments.queries.answer_marking import answer_screen, code_of, files_of, open_to_marker, waiting_answers
from assessments.services.mark_answer import mark_answer
from assessments.views.marking import assessors_only
from lms.core.errors import Refused
from lms.core.files import file_response
from lms.core.http import answer, refuse
from lms.core.ids import normalise
from lms.core.reads import record_read


def _slot(request: HttpRequest, public_id: str, position: int, kind: str) -> AttemptSlot:
    """An answer that waits for this assessor. Opening it leaves a read event for the writer to see."""
    rows = open_to_marker(request.user).select_related("attempt__quiz", "attempt__person", "question_version", "answer")
    slot = get_object_or_404(rows, attempt__public_id=normalise(public_id), position=position)
    record_read(
        actor=request.user, subjects=[slot.attempt.person.public_id], record_type=kind, record_ids=[slot.attempt.public_id],
        role="assessor", request=request,
    )  # fmt: skip
    return slot


@assessors_only
def marking_answer(request: HttpRequest, public_id: str, position: int) -> HttpResponse:
    """One answer: the question and what was written, the marks beside it."""
    slot = _slot(request, public_id, position, "answer")
    form = AnswerMarkForm(request.POST or None, definition=slot.question_version.definition)
    if request.method == "POST" and form.is_valid():
        try:
            mark_answer(slot=slot, by=request.user, **form.cleaned_data)
            messages.success(request, _("Saved. The learner reads it with their result."))
            return _next(request)
        except Refused as refused:
            refuse(form, refused)
    return answer(request, "assessments/marking_answer.html", {"screen": answer_screen(slot)}, form)


@assessors_only
def marking_answer_file(request: HttpRequest, public_id: str, position: int, number: int) -> HttpResponse:
    """A file beside an answer that waits, under a neutral name."""
    slot = _slot(request, public_id, position, "answer_file")
    files = files_of(slot)
    if not 1 <= number <= len(files):
        raise Http404
    kept = files[number - 1].file
    kept.name = f"{code_of(slot)}-{number}.{kept.name.rpartition('.')[2]}"
    return file_response(kept)


def _next(request: HttpRequest) -> HttpResponse:
    waiting = waiting_answers(request.user)
    if not waiting:
        return redirect("assessments:marking")
    slot = waiting[0].slot
    return redirect("assessments:marking_answer", slot.attempt.public_id, slot.position)
