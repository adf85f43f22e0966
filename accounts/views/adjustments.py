"""/adjustments/: what helps me. /manage/adjustments/: what waits for an answer, with the day by which it is due."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.forms.adjustments import AskForm
from accounts.models import Adjustment
from accounts.models.adjustments import ASKED, TALK
from accounts.queries import has_role
from accounts.services.adjustments import agree_adjustment, ask_adjustment, end_adjustment, talk_about_adjustment, words_of
from lms.core import clock
from lms.core.errors import Refused
from lms.core.http import answer, refuse
from lms.core.ids import normalise
from lms.core.reads import record_read

READ_AS = "accounts.adjustment"


@login_required
def adjustments_view(request: HttpRequest) -> HttpResponse:
    """What I have, what I asked for, and asking for more."""
    form = AskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _asked(request, form):
        return redirect("accounts:adjustments")
    mine = [(row, words_of(row)) for row in Adjustment.objects.own(request.user).live().select_related("person")]
    return answer(request, "accounts/adjustments.html", {"mine": mine}, form)


def _asked(request: HttpRequest, form: AskForm) -> bool:
    try:
        with transaction.atomic():
            rows = [ask_adjustment(person=request.user, kind=kind, words=words) for kind, words in form.asked]  # type: ignore[arg-type]
    except Refused as error:
        refuse(form, error, "words")
        return False
    waiting = [row for row in rows if row.state == ASKED]
    told = _("Asked for. You see the answer here.") if waiting else _("Done. It holds from now on.")
    messages.success(request, told)
    return True


@login_required
def adjustment_end_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask once more, then end it."""
    row = get_object_or_404(Adjustment.objects.own(request.user).live(), public_id=normalise(public_id))
    if request.method == "POST":
        end_adjustment(adjustment=row, by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("Ended. You can ask for it again at any time."))
        return redirect("accounts:adjustments")
    return render(request, "accounts/adjustment_end.html", {"row": row})


@login_required
def manage_adjustments_view(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, oldest first. One read event names everybody who is shown."""
    if not has_role(request.user, "manager"):  # type: ignore[arg-type]
        raise Http404
    rows = Adjustment.objects.readable_by(request.user).filter(state__in=(ASKED, TALK)).select_related("person")
    shown = list(rows.order_by("state", "answer_by", "pk"))
    refs = sorted({row.person.public_id for row in shown})
    record_read(actor=request.user, subjects=refs, record_type=READ_AS, mode="list", role="manager", request=request)
    return render(request, "accounts/manage_adjustments.html", {"rows": shown, "today": clock.today()})


@login_required
def manage_adjustment_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """One request: say yes, or say that you would like to talk about it."""
    row = get_object_or_404(Adjustment.objects.readable_by(request.user).live().select_related("person"), public_id=normalise(public_id))
    if request.method == "POST":
        return _answer(request, row)
    subject, record = [row.person.public_id], [row.public_id]
    record_read(actor=request.user, subjects=subject, record_ids=record, record_type=READ_AS, role="manager", request=request)
    return render(request, "accounts/manage_adjustment.html", {"row": row, "words": words_of(row)})


def _answer(request: HttpRequest, row: Adjustment) -> HttpResponse:
    act = agree_adjustment if request.POST.get("answer") == "agree" else talk_about_adjustment
    try:
        act(adjustment=row, by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("Your answer is sent."))
    except Refused as error:
        messages.warning(request, " ".join(error.messages))
    return redirect("accounts:manage_adjustments")
