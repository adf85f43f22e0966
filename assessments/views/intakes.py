"""/cms/questions/import/… and export/…: files of other systems, looked through line by line before anything is kept."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from assessments.models import QuestionIntake
from assessments.queries.questions_to_write import questions_to_write
from assessments.question_forms import KIND_WORDS
from assessments.question_forms.exchange import FORMAT_WORDS, HandOverForm, WriteForm
from assessments.questions.formats.found import WRITTEN, Skipped
from assessments.services.question_intakes import confirm, hand_over
from assessments.views.bank import EDIT
from lms.core.errors import Refused
from lms.core.http import UNPROCESSABLE, refuse
from lms.core.ids import normalise
from lms.core.permissions import require

PER_PAGE, LATEST = 50, 10
OUTCOME_WORDS = {
    "created": gettext_lazy("New"),
    "updated": gettext_lazy("Changed"),
    "same": gettext_lazy("As before"),
    "skipped": gettext_lazy("Left out"),
}
WORKING_SECONDS = 2


def take(request: HttpRequest) -> HttpResponse:
    """Hand a file over. What was handed over lately stands below."""
    require(request.user, EDIT)
    form = HandOverForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            intake = hand_over(upload=given["file"], bank=given["bank"], format_name=given["format"], by=request.user)
            return redirect("assessments_intake", intake.public_id)
        except Refused as refused:
            refuse(form, refused)
    latest = QuestionIntake.objects.select_related("bank").defer("lines")[:LATEST]
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "assessments/cms/intakes.html", {"form": form, "latest": latest, "write": WriteForm()}, status=status)


def intake(request: HttpRequest, public_id: str) -> HttpResponse:
    """What is in a file, line by line; a button takes it in."""
    require(request.user, EDIT)
    found = get_object_or_404(QuestionIntake.objects.select_related("bank"), public_id=normalise(public_id))
    if request.method == "POST":
        try:
            confirm(intake=found, by=request.user)
        except Refused as refused:
            messages.warning(request, str(refused))
        return redirect("assessments_intake", found.public_id)
    response = render(request, "assessments/cms/intake.html", shown(found, request.GET.get("only", ""), request.GET.get("page", "1")))
    if found.state in ("reading", "taking"):
        response["Refresh"] = str(WORKING_SECONDS)
    return response


def shown(found: QuestionIntake, only: str, page: str) -> dict[str, Any]:
    lines = [line for line in found.lines if only in ("", line["outcome"])]
    rows = Paginator(lines, PER_PAGE).get_page(page)
    for line in rows:
        line["outcome_words"], line["kind_words"] = OUTCOME_WORDS[line["outcome"]], KIND_WORDS.get(line["kind"], "")
    counted = Counter(line["outcome"] for line in found.lines)
    counts = [(name, words, counted[name]) for name, words in OUTCOME_WORDS.items() if counted[name]]
    return {"intake": found, "rows": rows, "counts": counts, "only": only, "changes": counted["created"] + counted["updated"]}


@require_GET
def give(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """A bank for other systems: first what its format cannot say, then the file."""
    from assessments.questions.formats.writers import write  # seldom needed, and large

    require(request.user, EDIT)
    form = WriteForm(request.GET)
    if not form.is_valid():
        return redirect("assessments_intakes")
    bank, format_name = form.cleaned_data["bank"], form.cleaned_data["format"]
    pieces = write(questions_to_write(bank), format_name)
    if "file" in request.GET:
        name = f"{bank.key}.{WRITTEN[format_name]}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
        content = (piece for piece in pieces if not isinstance(piece, Skipped))
        return StreamingHttpResponse(content, content_type="application/octet-stream", headers=headers)
    left_out = [piece for piece in pieces if isinstance(piece, Skipped)]
    address = f"{reverse('assessments_export')}?bank={bank.key}&format={format_name}&file=1"
    context = {"bank": bank, "format": FORMAT_WORDS[format_name], "left_out": left_out, "address": address}
    return render(request, "assessments/cms/export.html", context)
