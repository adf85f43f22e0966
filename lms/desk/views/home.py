"""/home/: where a learner arrives."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.messaging.queries import unread_count
from accounts.models import ErasureOrder, User
from accounts.privacy.consent_screen import questions
from accounts.queries import open_break, selves
from courses.queries import coming_for
from lms.desk.queries import home_screen


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """What is next, how far I am, what others said, what waits for whom. Anybody who is signed in sees their own."""
    person: User = request.user  # type: ignore[assignment]
    screen = home_screen(person)
    context = {"screen": screen, "break": open_break(person), "unread": unread_count(person), **coming_for(person, screen.shelves)}
    on_its_way = ErasureOrder.objects.filter(person__in=selves(person), state="waiting").first()
    asked = any(question.state == "open" for question in questions(person))
    return render(request, "desk/home.html", {**context, "erasure": on_its_way, "consents_open": asked})
