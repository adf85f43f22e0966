"""/quality/: a second look at a sample of judgements, by code only."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from assessments.models import Judgement
from assessments.quality_forms import CheckForm
from assessments.queries.marking_screen import SentFile, files_of
from assessments.queries.quality import Checked, look_at, looked_at_by, open_to_quality, sample_for
from assessments.queries.rounds import RoundRead
from assessments.services.check_judgement import check_judgement
from lms.core.errors import Refused
from lms.core.files import file_response
from lms.core.http import answer, refuse
from lms.core.ids import normalise
from lms.core.permissions import allowed
from lms.core.reads import record_read

View = Callable[..., HttpResponse]


def quality_only(view: View) -> View:
    """For everybody else the page is not there."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not allowed(request.user, "assessments.check_judgement"):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@quality_only
def quality(request: HttpRequest) -> HttpResponse:
    """What is due, and what I looked at. Codes only, so no read event: nothing of anybody's evidence is shown."""
    context = {"items": sample_for(request.user), "done": looked_at_by(request.user)}
    return render(request, "assessments/quality.html", context)


def _judgement(request: HttpRequest, public_id: str, kind: str) -> Judgement:
    """A judgement of my sample. Opening it, or a file of it, leaves a read event for the writer to see."""
    judgement = open_to_quality(request.user, normalise(public_id))
    if judgement is None:
        raise Http404
    piece = judgement.round.submission
    record_read(
        actor=request.user, subjects=[judgement.person.public_id], record_type=kind, record_ids=[piece.public_id], role="quality",
        request=request,
    )  # fmt: skip
    return judgement


def _files(judgement: Judgement) -> list[SentFile]:
    return files_of(judgement.round.submission, RoundRead(judgement.round, None, []))


@quality_only
def quality_check(request: HttpRequest, public_id: str) -> HttpResponse:
    """The evidence and the decision, to read; and what I find."""
    judgement = _judgement(request, public_id, "evidence")
    look = look_at(judgement)
    form = CheckForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _found(request, form, look):
        messages.success(request, _("Kept. The assessor is told that there is something to read."))
        return redirect("assessments:quality")
    context = {"look": look, "about": judgement.round.submission.about, "files": _files(judgement)}
    return answer(request, "assessments/quality_check.html", context, form)


def _found(request: HttpRequest, form: CheckForm, look: Checked) -> bool:
    try:
        check_judgement(judgement=look.judgement, by=request.user, **form.cleaned_data)
    except Refused as error:
        refuse(form, error)
    return not form.errors


@quality_only
def quality_file(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """A file of the round, under a name that tells nobody whose it is."""
    judgement = _judgement(request, public_id, "evidence_file")
    found = next((each for each in _files(judgement) if each.number == number), None)
    if found is None:
        raise Http404
    stored = found.evidence_file.file
    stored.name = f"{judgement.round.submission.code}-{number}.{found.kind}"
    return file_response(stored)
