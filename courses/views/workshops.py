"""/workshops/ and /calendar/: what is coming up for me, and the calendar file and feed that say so in neutral words."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.queries import survivor_of
from courses.calendar_files import TYPE, calendar_of
from courses.models import CalendarFeed
from courses.queries.workshops import WorkshopLine, in_calendar_of, workshop_for, workshops_of
from courses.services.make_feed import end_feed, find_feed, make_feed
from lms.core import clock
from lms.core.ids import normalise

FEED_SECONDS = 3600  # calendars ask at most so often


@login_required
def workshops_view(request: HttpRequest) -> HttpResponse:
    """Those to come first, then what was, the newest first."""
    lines = workshops_of(request.user)  # type: ignore[arg-type]
    ahead = [line for line in lines if not line.is_over]
    return render(request, "courses/workshops.html", {"ahead": ahead, "past": [line for line in reversed(lines) if line.is_over]})


def _line(request: HttpRequest, public_id: str) -> WorkshopLine:
    line = workshop_for(request.user, normalise(public_id))  # type: ignore[arg-type]
    if line is None:
        raise Http404
    return line


@login_required
def workshop_view(request: HttpRequest, public_id: str) -> HttpResponse:
    return render(request, "courses/workshop.html", {"line": _line(request, public_id)})


@login_required
def file_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """One session for one's own calendar."""
    body = calendar_of([_line(request, public_id).workshop])
    return HttpResponse(body, content_type=TYPE, headers={"Content-Disposition": 'attachment; filename="session.ics"'})


@never_cache
@login_required
def calendar_view(request: HttpRequest) -> HttpResponse:
    """Make the private address, make it anew, end it. The answer that holds the address is the only one that does."""
    person = request.user
    if request.method == "POST" and request.POST.get("act") == "end":
        end_feed(person=person)  # type: ignore[arg-type]
        messages.success(request, _("The address has stopped working."))
        return redirect("courses:calendar")
    address = ""
    if request.method == "POST":
        address = settings.SITE_URL + reverse("courses:feed", args=[make_feed(person=person)])  # type: ignore[arg-type]
    feed = CalendarFeed.objects.filter(person=survivor_of(person)).first()  # type: ignore[arg-type]
    return render(request, "courses/calendar.html", {"feed": feed, "address": address})


@require_safe
def feed_view(request: HttpRequest, token: str) -> HttpResponse:
    """The feed. Whoever has the address reads it: it asks for no session and sets no cookie. 404 for any other token."""
    person = find_feed(token)
    if person is None:
        raise Http404
    with translation.override(person.language):
        body = calendar_of(in_calendar_of(person, clock.now()))
    headers = {"Cache-Control": f"private, max-age={FEED_SECONDS}", "X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}
    return HttpResponse(body, content_type=TYPE, headers=headers)
