"""/manage/workshops/: what managers and facilitators plan, and the registers they keep. A workshop of another cohort is not there."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.queries import roles_of
from courses.models import Cohort, Workshop
from courses.place_forms import RegisterForm, WorkshopForm
from courses.queries.workshops import facilitators_of, kept_workshops, register_of
from courses.services.keep_register import close_register, correct_attendance
from courses.services.plan_workshop import cancel_workshop, change_workshop, plan_workshop
from lms.core import clock
from lms.core.errors import Refused
from lms.core.http import answer, refuse, sent
from lms.core.ids import normalise

A_PAGE = 30


def _kept(request: HttpRequest, public_id: str) -> Workshop:
    return get_object_or_404(Workshop.objects.kept_by(request.user).select_related("cohort"), public_id=normalise(public_id))


@login_required
def kept_view(request: HttpRequest) -> HttpResponse:
    """Everything that I plan, the latest first; of one cohort with `?cohort=`."""
    cohorts = list(Cohort.objects.taught_by(request.user).order_by("-starts_on", "title"))
    asked = normalise(request.GET.get("cohort", ""))
    chosen = next((cohort for cohort in cohorts if cohort.public_id == asked), None)
    if not {"manager", "facilitator"} & roles_of(request.user) or (asked and chosen is None):  # type: ignore[arg-type]
        raise Http404
    page = Paginator(kept_workshops(request.user, chosen), A_PAGE).get_page(request.GET.get("page"))  # type: ignore[arg-type]
    context = {"page": page, "cohorts": cohorts, "cohort": chosen, "facilitators": facilitators_of(chosen) if chosen else []}
    return render(request, "courses/manage/workshops.html", context)


@login_required
def new_view(request: HttpRequest, public_id: str) -> HttpResponse:
    cohort = get_object_or_404(Cohort.objects.taught_by(request.user), public_id=normalise(public_id))
    form = WorkshopForm(sent(request), cohort=cohort, zone=request.user.time_zone)  # type: ignore[union-attr]
    if request.method == "POST" and form.is_valid():
        try:
            made = plan_workshop(cohort=cohort, plan=form.plan, by=request.user)  # type: ignore[arg-type]
        except Refused as error:
            refuse(form, error)
        else:
            messages.success(request, _("It stands in the cohort's calendar."))
            return redirect("courses:kept_workshop", made.public_id.lower())
    return answer(request, "courses/manage/workshop_form.html", {"cohort": cohort}, form)


@login_required
def one_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """The plan, and the register as it stands."""
    workshop = _kept(request, public_id)
    lines = register_of(workshop, request.user)  # type: ignore[arg-type]
    context = {"workshop": workshop, "lines": lines, "has_begun": workshop.has_begun(clock.now())}
    return render(request, "courses/manage/workshop.html", context)


@login_required
def change_view(request: HttpRequest, public_id: str) -> HttpResponse:
    workshop = _kept(request, public_id)
    form = WorkshopForm(sent(request), cohort=workshop.cohort, zone=workshop.zone, workshop=workshop)
    if request.method == "POST" and form.is_valid():
        try:
            change_workshop(workshop=workshop, plan=form.plan, by=request.user)  # type: ignore[arg-type]
        except Refused as error:
            refuse(form, error)
        else:
            messages.success(request, _("Saved. Whoever has a place is told when the time or the place is another."))
            return redirect("courses:kept_workshop", public_id)
    return answer(request, "courses/manage/workshop_form.html", {"cohort": workshop.cohort, "workshop": workshop}, form)


@login_required
def cancel_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """A page of its own to confirm on."""
    workshop = _kept(request, public_id)
    if request.method == "POST":
        try:
            cancel_workshop(workshop=workshop, by=request.user)  # type: ignore[arg-type]
            messages.success(request, _("It is called off. Whoever has a place is told."))
        except Refused as error:
            messages.error(request, str(error))
        return redirect("courses:kept_workshop", public_id)
    return render(request, "courses/manage/workshop_cancel.html", {"workshop": workshop})


@login_required
def register_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """Who was there: everybody on one page, closed once."""
    workshop = _kept(request, public_id)
    if workshop.state != "planned" or not workshop.has_begun(clock.now()):
        return redirect("courses:kept_workshop", public_id)
    lines = register_of(workshop, request.user)  # type: ignore[arg-type]
    form = RegisterForm(sent(request), lines=lines, most=workshop.minutes, everybody=request.GET.get("all") == "present")
    if request.method == "POST" and form.is_valid():
        try:
            close_register(workshop=workshop, noted=form.noted, by=request.user)  # type: ignore[arg-type]
        except Refused as error:
            refuse(form, error)
        else:
            messages.success(request, _("The register is closed, and the minutes count."))
            return redirect("courses:kept_workshop", public_id)
    return answer(request, "courses/manage/register.html", {"workshop": workshop, "lines": lines}, form)


@login_required
def correct_view(request: HttpRequest, public_id: str, person_ref: str) -> HttpResponse:
    """One line of a closed register, put right."""
    workshop = _kept(request, public_id)
    lines = [one for one in register_of(workshop, request.user) if one.ref == person_ref.lower() and not one.is_mine]  # type: ignore[arg-type]
    if not lines or workshop.state != "held":
        raise Http404
    form = RegisterForm(sent(request), lines=lines, most=workshop.minutes)
    if request.method == "POST" and form.is_valid():
        [(_person, was)] = form.noted.items()
        try:
            correct_attendance(workshop=workshop, person=lines[0].person, was=was, by=request.user)  # type: ignore[arg-type]
        except Refused as error:
            refuse(form, error)
        else:
            messages.success(request, _("Put right. What it said before is kept beside it."))
            return redirect("courses:kept_workshop", public_id)
    return answer(request, "courses/manage/register.html", {"workshop": workshop, "lines": lines, "is_correction": True}, form)
