"""/home/: where a learner arrives."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lms.desk.queries import home_screen


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """What is next, how far I am, what others said, what waits for whom. Anybody who is signed in sees their own."""
    return render(request, "desk/home.html", {"screen": home_screen(request.user)})  # type: ignore[arg-type]
