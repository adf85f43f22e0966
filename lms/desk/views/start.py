"""Where somebody arrives after signing in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.queries import roles_of
from courses.models import Enrolment
from lms.desk.navigation import AREAS, LEARNS


@login_required
def start(request: HttpRequest) -> HttpResponse:
    """To the first page of the first role; people without one are trainees."""
    mine = roles_of(request.user)
    if mine:
        request.session[LEARNS] = Enrolment.objects.filter(person=request.user).exists()
    return redirect(next((area.home for area in AREAS if area.role in mine), "/home/"))
