"""/manage/: where a programme manager arrives."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.queries import has_role
from lms.desk.queries import manage_screen


@login_required
def manage(request: HttpRequest) -> HttpResponse:
    """What waits for us first, then the cohorts that I run, by stage. For anybody else the page is not there."""
    if not has_role(request.user, "manager"):  # type: ignore[arg-type]
        raise Http404
    return render(request, "desk/manage.html", {"screen": manage_screen(request.user)})  # type: ignore[arg-type]
