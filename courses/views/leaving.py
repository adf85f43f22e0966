"""/places/<place>/leave/ and /manage/cohorts/<cohort>/people/<place>/end/: leaving a programme. Nobody is asked why, on either page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import selves
from courses.models import Enrolment
from courses.services.enrol import end_enrolment
from lms.core.errors import Refused
from lms.core.ids import normalise

from .manage import my_cohort


def _ended(request: HttpRequest, place: Enrolment, says: str) -> None:
    """End it and say so; or say that somebody else has, in the meantime."""
    try:
        end_enrolment(enrolment=place, by=request.user)  # type: ignore[arg-type]
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, says)


@login_required
def leave_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """My own place: what stays and what goes, then one press."""
    person: User = request.user  # type: ignore[assignment]
    mine = Enrolment.objects.filter(person__in=selves(person)).select_related("cohort", "person")
    place = get_object_or_404(mine, public_id=normalise(public_id))
    if request.method == "POST":
        _ended(request, place, _("You have left %(group)s. What you did stays yours.") % {"group": place.cohort.title})
    elif place.state == "active":
        return render(request, "courses/leave.html", {"place": place})
    return redirect("courses:places")


@login_required
def end_view(request: HttpRequest, public_id: str, place_id: str) -> HttpResponse:
    """The place of somebody in a cohort that I run: they hear that something has changed."""
    cohort = my_cohort(request, public_id)
    place = get_object_or_404(cohort.enrolments.select_related("cohort", "person"), public_id=normalise(place_id))
    if request.method == "POST":
        _ended(request, place, _("%(name)s does not have a place here any more.") % {"name": place.person})
    elif place.state == "active":
        return render(request, "courses/manage/place_end.html", {"cohort": cohort, "place": place})
    return redirect(cohort)
