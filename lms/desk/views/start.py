"""Where somebody arrives after signing in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.models import User
from accounts.queries import roles_of, selves
from courses.models import Enrolment
from lms.desk.navigation import AREAS, LEARNS, exists
from schemes.public import holdings_of


@login_required
def start(request: HttpRequest) -> HttpResponse:
    """To the first page of the first role that has one; people without a role learn here, or work with a certificate."""
    mine = roles_of(request.user)
    if mine:
        request.session[LEARNS] = Enrolment.objects.filter(person__in=selves(request.user)).exists()
    homes = (area.home for area in AREAS if area.role in mine and exists(area.home))
    return redirect(next(homes, "") or _own_page(request.user))


def _own_page(person: User) -> str:
    """Whoever has a certificate and nothing left to learn arrives at it; everybody else on their way."""
    is_learning = Enrolment.objects.filter(person__in=selves(person), state="active").exists()
    return "/home/" if is_learning or not holdings_of(person.pk) else "/certificate/"
