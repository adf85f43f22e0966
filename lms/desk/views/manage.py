"""/manage/: where a programme manager arrives."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.queries import roles_of
from lms.desk.queries import manage_screen


@login_required
def manage(request: HttpRequest) -> HttpResponse:
    """What waits for us first, then the cohorts that I run, by stage; an inspector sees the numbers. For anybody else it is not there."""
    mine = roles_of(request.user)  # type: ignore[arg-type]
    if not {"manager", "inspector"} & mine:
        raise Http404
    return render(request, "desk/manage.html", {"screen": manage_screen(request.user), "runs": "manager" in mine})  # type: ignore[arg-type]
