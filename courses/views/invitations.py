"""/manage/cohorts/<cohort>/…: asking many people in, printing a code for somebody without an address, taking an invitation back."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Invitation
from accounts.services.printed import show_in_groups
from courses.invite_forms import FIXED_AT_ONCE, LetterForm, ListForm, Preview, first_preview, preview_of, ticket
from courses.models import Cohort
from courses.services.invite_many import Line, invite_many, preview_many
from courses.services.invite_to_cohort import print_code_for_cohort, take_back_from_cohort
from courses.views.manage import my_cohort
from lms.core.errors import Refused
from lms.core.http import answer, refuse
from lms.core.ids import normalise


@login_required
def invite_many_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """A list, then what will happen to each row, then the invitations. Until the last step nothing is kept and nothing sent."""
    cohort = my_cohort(request, public_id)
    sent = preview_of(request.POST) if "rows" in request.POST else None
    if sent is not None:
        is_final = request.POST.get("act") == "send" and not sent.is_changed
        return _send(request, cohort, sent) if is_final else _preview(request, cohort, sent)
    form = ListForm(request.POST, request.FILES) if request.method == "POST" else ListForm()
    if request.method == "POST" and form.is_valid():
        return _preview(request, cohort, first_preview(form.rows))
    return answer(request, "courses/manage/many.html", {"cohort": cohort}, form)


def _preview(request: HttpRequest, cohort: Cohort, sent: Preview) -> HttpResponse:
    lines = preview_many(cohort, sent.rows, leave=sent.leave, sure=sent.sure)
    open_rows = [line.row.number for line in lines if line.row.problems][:FIXED_AT_ONCE]
    context = {"cohort": cohort, "sent": sent, "lines": lines, "open_rows": open_rows, "counts": _counts(lines)}
    return render(request, "courses/manage/many_preview.html", context)


def _send(request: HttpRequest, cohort: Cohort, sent: Preview) -> HttpResponse:
    lines = invite_many(cohort=cohort, rows=sent.rows, leave=sent.leave, sure=sent.sure, by=request.user, batch=sent.batch)  # type: ignore[arg-type]
    return render(request, "courses/manage/many_done.html", {"cohort": cohort, "lines": lines, "counts": _counts(lines)})


def _counts(lines: list[Line]) -> dict[str, int]:
    fates = ("send", "sent", "left_out", "member", "invited", "problem", "refused")
    counts = {fate: sum(line.fate == fate for line in lines) for fate in fates}
    return {**counts, "not_sent": len(lines) - counts["send"] - counts["sent"]}


@login_required
def letter_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """A code on paper. The page with the code is the answer itself: it is shown once and lies nowhere."""
    cohort = my_cohort(request, public_id)
    form = LetterForm(request.POST or None, initial={"ticket": ticket()})
    if request.method == "POST" and form.is_valid():
        key = f"paper:{request.user.public_id}:{ticket(form.cleaned_data['ticket'])}"  # type: ignore[union-attr]
        try:
            made, code = print_code_for_cohort(cohort=cohort, called=form.cleaned_data["called"], by=request.user, request_key=key)  # type: ignore[arg-type]
        except Refused as error:
            refuse(form, error)
        else:
            return letter(request, made, code, back=(cohort.get_absolute_url(), cohort.title))
    return answer(request, "courses/manage/letter_new.html", {"cohort": cohort}, form)


def letter(request: HttpRequest, made: Invitation, code: str, back: tuple[str, str]) -> HttpResponse:
    """The printable page, for this one answer."""
    place = settings.SITE_URL + reverse("accounts:join")
    context = {"invitation": made, "code": show_in_groups(code, 4), "place": place, "back_url": back[0], "back_text": back[1]}
    return render(request, "accounts/join_letter.html", context)


@login_required
def take_back_view(request: HttpRequest, public_id: str, invitation_id: str) -> HttpResponse:
    """A page of its own to confirm on; then the link or the code stops working."""
    cohort = my_cohort(request, public_id)
    waiting = Invitation.objects.filter(context_key=cohort.context_key, used_at=None, withdrawn_at=None)
    held = get_object_or_404(waiting, public_id=normalise(invitation_id))
    if request.method == "POST":
        try:
            take_back_from_cohort(cohort=cohort, invitation=held, by=request.user)  # type: ignore[arg-type]
            messages.success(request, _("The invitation to %(name)s is taken back.") % {"name": held.called})
        except Refused as error:
            messages.error(request, str(error))
        return redirect(cohort)
    return render(request, "courses/manage/take_back.html", {"cohort": cohort, "invitation": held})
