"""/manage/: where a programme manager arrives."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import User
from accounts.queries import roles_of
from lms.desk.queries import manage_screen
from lms.desk.reports import overview


@login_required
def manage(request: HttpRequest) -> HttpResponse:
    """What waits for us first, then figures, then the cohorts that I run, by stage. For anybody else it is not there."""
    person: User = request.user  # type: ignore[assignment]
    mine = roles_of(person)
    if not {"manager", "inspector"} & mine:
        raise Http404
    screen, asked = manage_screen(person), request.GET.get("cohort", "")
    line = screen.looked_at(asked)
    if asked and line is None:
        raise Http404
    figures = overview(person, line.cohort) if line else []
    context = {"screen": screen, "runs": "manager" in mine, "looked_at": line, "figures": figures}
    return render(request, "desk/manage.html", context)
