"""/manage/cohorts/: the groups that somebody runs. A cohort of somebody else is not there."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.models import Invitation
from accounts.queries import on_break_as_told, roles_of
from courses.forms import CohortForm, InviteForm
from courses.models import Cohort, Programme
from courses.queries import cohorts_for, people_of
from courses.queries.cohorts import asking
from courses.services.invite_to_cohort import invite_to_cohort
from courses.services.open_cohort import open_cohort
from lms.core.errors import Refused
from lms.core.http import answer, refuse
from lms.core.ids import normalise
from lms.core.permissions import allowed
from lms.core.reads import record_read


def my_cohort(request: HttpRequest, public_id: str) -> Cohort:
    """A cohort that I run: an inspector may look at it, and gets no further."""
    return get_object_or_404(Cohort.objects.run_by(request.user), public_id=normalise(public_id))


def _programmes(request: HttpRequest) -> list[tuple[str, str]]:
    """The programmes in which this person may open a cohort."""
    rows = Programme.objects.order_by("title").values_list("programme_key", "title")
    return [(str(key), title) for key, title in rows if allowed(request.user, "courses.open_cohort", key)]


@login_required
def cohorts_view(request: HttpRequest) -> HttpResponse:
    mine = roles_of(request.user)  # type: ignore[arg-type]
    if not {"manager", "inspector"} & mine:
        raise Http404
    context = {"lines": cohorts_for(request.user), "may_open": bool(_programmes(request)), "runs": "manager" in mine}  # type: ignore[arg-type]
    return render(request, "courses/manage/cohorts.html", context)


@login_required
def new_cohort_view(request: HttpRequest) -> HttpResponse:
    programmes = _programmes(request)
    if not programmes:
        raise Http404
    form = CohortForm(request.POST or None, programmes=programmes)
    if request.method == "POST" and form.is_valid():
        try:
            cohort = open_cohort(by=request.user, **_cohort_fields(form))  # type: ignore[arg-type]
        except Refused as error:
            refuse(form, error)
        else:
            messages.success(request, _("The cohort is open. Now you can invite people."))
            return redirect(cohort)
    return answer(request, "courses/manage/cohort_new.html", {}, form)


def _cohort_fields(form: CohortForm) -> dict[str, Any]:
    fields = dict(form.cleaned_data)
    return {"programme_key": fields.pop("programme"), **fields}


@login_required
def cohort_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """How far people are. An inspector sees the same lines without addresses, and each look is kept for those who were looked at."""
    cohort = get_object_or_404(Cohort.objects.readable_by(request.user).annotate(asking=asking()), public_id=normalise(public_id))
    people = people_of(cohort, page=request.GET.get("page"), invited_page=request.GET.get("invited"))
    runs = allowed(request.user, "courses.invite_to_cohort", cohort)
    joined = [line.enrolment.person for line in people.joined if line.enrolment]
    if not runs:
        refs = [person.public_id for person in joined]
        record_read(actor=request.user, subjects=refs, record_type="courses.cohort", mode="list", role="inspector", request=request)
    told = on_break_as_told([person.pk for person in joined], "manager") if runs else frozenset()
    return render(request, "courses/manage/cohort.html", {"people": people, "on_break": told, "runs": runs})


@login_required
def invite_view(request: HttpRequest, public_id: str) -> HttpResponse:
    cohort = my_cohort(request, public_id)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            invitation = invite_to_cohort(cohort=cohort, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except Refused as error:
            refuse(form, error)
        else:
            messages.success(request, _("The invitation to %(name)s is on its way.") % {"name": invitation.called})
            return redirect(cohort)
    return answer(request, "courses/manage/invite.html", {"cohort": cohort}, form)


@login_required
def invite_again_view(request: HttpRequest, public_id: str, invitation_id: str) -> HttpResponse:
    """Send a fresh invitation to somebody who has not taken up the last one."""
    cohort = my_cohort(request, public_id)
    waiting = Invitation.objects.filter(context_key=cohort.context_key, way="mail", used_at=None, withdrawn_at=None)
    held = get_object_or_404(waiting, public_id=normalise(invitation_id))
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        invite_to_cohort(cohort=cohort, email=held.email, called=held.called, by=request.user)  # type: ignore[arg-type]
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, _("A new invitation to %(name)s is on its way. The old link has stopped working.") % {"name": held.called}
        )
    return redirect(cohort)
