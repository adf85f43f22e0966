"""/marking/: what waits, one piece at a time, and what was decided before."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.queries import instructions_for
from assessments.evidence_forms import MarkingForm
from assessments.models import Authorisation, Judgement, Submission
from assessments.queries.answer_marking import waiting_answers
from assessments.queries.marking import marking_page, next_to_mark
from assessments.queries.marking_screen import MarkingScreen, files_of, marking_screen
from assessments.queries.quality import checks_of
from assessments.queries.rounds import read_rounds
from assessments.services.judge import judge
from assessments.services.marking_drafts import save_marking_draft, start_marking
from assessments.states import SUBMITTED
from assessments.wording import OBSTACLES
from lms.core.errors import Refused
from lms.core.http import answer, refuse
from lms.core.ids import normalise
from lms.core.permissions import allowed
from lms.core.reads import record_read

View = Callable[..., HttpResponse]


def assessors_only(view: View) -> View:
    """For everybody else the page is not there."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not allowed(request.user, "assessments.mark"):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def _piece(request: HttpRequest, public_id: str) -> Submission:
    """A piece that this assessor may read today. Opening it leaves a read event for the writer to see."""
    pieces = Submission.objects.open_to_assessor(request.user).select_related("framework_version", "person")
    piece = get_object_or_404(pieces, public_id=normalise(public_id))
    record_read(
        actor=request.user, subjects=[piece.person.public_id], record_type="evidence", record_ids=[piece.public_id], role="assessor",
        request=request,
    )  # fmt: skip
    return piece


@assessors_only
def marking(request: HttpRequest) -> HttpResponse:
    """The queue, paged: mine first, then the pool. Codes only, so no read event: nothing of anybody's evidence is shown."""
    queue, answers = marking_page(request.user, request.GET.get("page")), waiting_answers(request.user)
    context = {
        "queue": queue,
        "mine": [each for each in queue.page if each.is_mine],
        "pool": [each for each in queue.page if not each.is_mine],
        "answers": answers,
        "may_judge": bool(queue.total or answers) or Authorisation.objects.in_force().of(request.user).exists(),
    }
    return render(request, "assessments/marking.html", context)


@assessors_only
@require_POST
def marking_next(request: HttpRequest) -> HttpResponse:
    """Open the piece that comes next, and say that I have started on it."""
    return _open_next(request)


@assessors_only
def marking_piece(request: HttpRequest, public_id: str) -> HttpResponse:
    """One waiting piece: the work left, the criteria right."""
    piece = _piece(request, public_id)
    if piece.state != SUBMITTED and request.method == "GET":
        return redirect("assessments:marking_history", piece.public_id)
    screen = marking_screen(piece, request.user)
    form = _form(request, screen)
    if request.method == "POST" and request.POST.get("do") == "draft":
        save_marking_draft(submission_round=screen.now.round, by=request.user, answers=form.answers_so_far)
        messages.success(request, _("Saved. Nobody but you sees it until you finish."))
        return redirect("assessments:marking_piece", piece.public_id)
    if request.method == "POST" and form.is_valid() and _judged(form, screen, request):
        messages.success(request, _("Saved. The learner can read your feedback now."))
        return _open_next(request)
    context = {
        "screen": screen,
        "piece": piece,
        "about": piece.about,
        "obstacles": [OBSTACLES[code] for code in screen.obstacles],
        "instructions": _instructions(request, piece),
    }
    return answer(request, "assessments/marking_piece.html", context, form)


@assessors_only
def marking_history(request: HttpRequest, public_id: str) -> HttpResponse:
    """All rounds of a piece with everything said about them. The name is shown once there is a decision."""
    piece = _piece(request, public_id)
    rounds = [(each, files_of(piece, each)) for each in reversed(read_rounds(piece))]
    mine = Judgement.objects.filter(round__submission=piece, assessor=request.user)
    context = {
        "piece": piece, "about": piece.about, "rounds": rounds, "is_blind": piece.state == SUBMITTED, "looks": checks_of(mine),
    }  # fmt: skip
    return render(request, "assessments/marking_history.html", context)


def _instructions(request: HttpRequest, piece: Submission) -> list[str]:
    """What to do for this learner, never why (decisions.md 30). Seeing any is a read that the learner can see."""
    found = instructions_for(piece.person)
    if found:
        record_read(
            actor=request.user, subjects=[piece.person.public_id], record_type="accounts.adjustment", role="assessor", request=request
        )  # fmt: skip
    return found


def _form(request: HttpRequest, screen: MarkingScreen) -> MarkingForm:
    about = {"competency": screen.piece.about, "plan": screen.plan}
    if request.method == "POST":
        return MarkingForm(request.POST, **about)
    begun = screen.draft.answers if screen.draft else {}
    return MarkingForm(initial={**begun, "round": screen.now.round.number}, **about)


def _judged(form: MarkingForm, screen: MarkingScreen, request: HttpRequest) -> bool:
    newest = screen.now.round
    if form.cleaned_data["round"] != newest.number:
        form.look_again(newest.number)
        return False
    try:
        judge(submission_round=newest, by=request.user, marking=form.marking)
    except Refused as error:
        refuse(form, error)
    return not form.errors


def _open_next(request: HttpRequest) -> HttpResponse:
    item = next_to_mark(request.user)
    if item is None:
        return redirect("assessments:marking")
    start_marking(submission_round=item.round, by=request.user)
    return redirect("assessments:marking_piece", item.piece.public_id)
