"""/manage/cohorts/<cohort>/…: how many places, who asks for one, the code for a wall, and the days that are planned."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.services.printed import show_in_groups
from courses.models import CohortCode, PlaceRequest
from courses.place_forms import CodeDayForm, DuesForm, PlacesForm
from courses.queries.dues import taught_with_dues
from courses.queries.places import places_screen
from courses.services.ask_for_place import answer_place_request
from courses.services.cohort_codes import end_cohort_code, make_cohort_code
from courses.services.set_dues import set_dues
from courses.services.set_places import set_places
from lms.core.errors import Refused
from lms.core.http import answer, refuse, sent
from lms.core.ids import normalise

from .manage import my_cohort

ANSWERS = {"place", "wait", "decline"}


@login_required
def places_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """The numbers, who asks, who waits in which order, and the form for how many."""
    cohort = my_cohort(request, public_id)
    form = PlacesForm(sent(request), initial={"capacity": cohort.capacity, "takes_requests": cohort.takes_requests})
    if request.method == "POST" and form.is_valid():
        try:
            set_places(cohort=cohort, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except Refused as error:
            refuse(form, error, "capacity")
        else:
            messages.success(request, _("Saved."))
            return redirect("courses:cohort_places", public_id)
    return answer(request, "courses/manage/places.html", {"screen": places_screen(cohort)}, form)


@login_required
def answer_view(request: HttpRequest, public_id: str, request_id: str) -> HttpResponse:
    """One press: a place, the waiting list, or not this time."""
    cohort = my_cohort(request, public_id)
    asked = PlaceRequest.objects.answerable_by(request.user).filter(cohort=cohort).select_related("cohort", "person")
    held = get_object_or_404(asked, public_id=normalise(request_id))
    if request.method != "POST" or request.POST.get("answer") not in ANSWERS:
        return HttpResponseNotAllowed(["POST"])
    try:
        held = answer_place_request(request=held, answer=request.POST["answer"], by=request.user)  # type: ignore[arg-type]
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _said(held))
    return redirect("courses:cohort_places", public_id)


def _said(held: PlaceRequest) -> str:
    name = {"name": held.person}
    if held.state == "placed":
        return _("%(name)s has a place.") % name
    if held.state == "declined":
        return _("%(name)s is told that there is an answer.") % name
    return _("%(name)s is on the waiting list.") % name


@never_cache
@login_required
def code_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """A code for a wall. The page with the code is the answer itself: it is shown once and lies nowhere."""
    cohort = my_cohort(request, public_id)
    is_end = request.POST.get("act") == "end"
    form = CodeDayForm(None if is_end else sent(request))
    if is_end:
        end_cohort_code(cohort=cohort, by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("The code has stopped working."))
        return redirect("courses:cohort_places", public_id)
    if request.method == "POST" and form.is_valid():
        try:
            made, code = make_cohort_code(cohort=cohort, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except Refused as error:
            refuse(form, error, "ends_on")
        else:
            place = settings.SITE_URL + reverse("courses:place_code")
            return render(
                request, "courses/manage/code_made.html", {"cohort": cohort, "made": made, "code": show_in_groups(code, 4), "place": place}
            )
    return answer(
        request,
        "courses/manage/code.html",
        {"cohort": cohort, "open": CohortCode.objects.filter(cohort=cohort, ended_at=None).first()},
        form,
    )


@login_required
def dates_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """By when the cohort means to have done what."""
    cohort = my_cohort(request, public_id)
    taught = taught_with_dues(cohort)
    form = DuesForm(sent(request), taught=taught)
    if request.method == "POST" and form.is_valid():
        try:
            set_dues(cohort=cohort, dues=form.dues, by=request.user)  # type: ignore[arg-type]
        except Refused as error:
            refuse(form, error)
        else:
            messages.success(request, _("The days are saved. Each person's breaks move them for that person."))
            return redirect(cohort)
    return answer(request, "courses/manage/dates.html", {"cohort": cohort, "taught": taught}, form)
