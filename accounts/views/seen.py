"""/me/privacy/seen/ and /manage/reads/: who opened whose record."""

from contextlib import suppress
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.forms.privacy import AskForm, MonthForm, ReadsForm
from accounts.privacy import reading
from accounts.queries import has_role
from accounts.services.requests import open_request
from accounts.signin.stepup import step_up_required
from lms.core.errors import Refused
from lms.core.http import answer, refuse
from lms.core.models import ReadEvent, ReadSubject
from lms.core.reads import record_read
from lms.core.sheets import csv_response

ON_A_PAGE = 30
MOST_IN_A_FILE = 10_000


def _month(request: HttpRequest) -> tuple[MonthForm, str]:
    form = MonthForm(request.GET)
    return form, form.cleaned_data["month"] if form.is_valid() else ""


@never_cache
@login_required
def seen_view(request: HttpRequest) -> HttpResponse:
    """What others opened of mine, newest first."""
    form, month = _month(request)
    page = Paginator(reading.reads_of(request.user, month), ON_A_PAGE).get_page(request.GET.get("page"))  # type: ignore[arg-type]
    lines = reading.read_lines(request.user, list(page.object_list))  # type: ignore[arg-type]
    return render(request, "accounts/seen.html", {"form": form, "month": month, "page": page, "lines": lines})


@never_cache
@login_required
def seen_csv_view(request: HttpRequest) -> HttpResponse:
    """The same as a file. One's own: no read event."""
    _form, month = _month(request)
    lines = reading.read_lines(request.user, list(reading.reads_of(request.user, month)[:MOST_IN_A_FILE]))  # type: ignore[arg-type]
    head = [_("When"), _("Role"), _("Name"), _("For"), _("What"), _("How"), _("Reason")]
    rows = ([each.event.at.isoformat(), each.role, each.name, each.service, each.what, each.how, each.reason] for each in lines)
    return csv_response("who-read-my-record", head, rows)


@never_cache
@login_required
def seen_ask_view(request: HttpRequest) -> HttpResponse:
    """Ask about one read; the privacy officer answers."""
    event = _my_event(request)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            open_request(person=request.user, kind="question", about=f"read:{event.pk}", words=form.cleaned_data["words"])  # type: ignore[arg-type]
        except Refused as error:
            refuse(form, error, "words")
        else:
            messages.success(request, _("Your question is with the privacy officer. They have one month to answer."))
            return redirect("accounts:seen")
    (line,) = reading.read_lines(request.user, [event])  # type: ignore[arg-type]
    return answer(request, "accounts/seen_ask.html", {"line": line}, form)


def _my_event(request: HttpRequest) -> ReadEvent:
    """By its instant, which the list gave: an event has no address of its own, and a counted number would tell how many there are."""
    at: datetime | None = None
    with suppress(ValueError):
        at = parse_datetime(request.GET.get("at", "").replace(" ", "+"))
    event = reading.reads_of(request.user).filter(at=at).first() if at and at.tzinfo else None  # type: ignore[arg-type]
    if event is None:
        raise Http404
    return event


# --- for the privacy officer ----------------------------------------------------------------------------------------


def privacy_only(view: Any) -> Any:
    """For anybody else the page is not there."""

    @never_cache
    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not has_role(request.user, "privacy"):  # type: ignore[arg-type]
            raise Http404
        response: HttpResponse = view(request, *args, **kwargs)
        return response

    return guarded


def _chosen(request: HttpRequest) -> tuple[ReadsForm, Any]:
    form = ReadsForm(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    whose = {name: reading.somebody(said.get(name, "")) for name in ("person", "actor")}
    return form, reading.all_reads(**whose, kind=said.get("kind", ""), month=said.get("month", ""))


@privacy_only
def all_reads_view(request: HttpRequest) -> HttpResponse:
    """The log by person, by reader and by kind, with what stands out first."""
    form, events = _chosen(request)
    page = Paginator(events, ON_A_PAGE).get_page(request.GET.get("page"))
    rows = reading.logged(list(page.object_list))
    context = {"form": form, "page": page, "rows": rows, "alerts": reading.alerts()[:20]}
    return render(request, "accounts/reads_all.html", context)


@privacy_only
@step_up_required
def all_reads_csv_view(request: HttpRequest) -> HttpResponse:
    """The chosen part of the log as a file. It holds names, so taking it is a read of everybody in it."""
    _form, events = _chosen(request)
    found = list(events[:MOST_IN_A_FILE])
    refs = ReadSubject.objects.filter(event__in=[event.pk for event in found]).values_list("person_ref", flat=True).distinct()
    record_read(actor=request.user, subjects=list(refs), record_type="accounts.reads", mode="export", role="privacy", request=request)
    head = [_("When"), _("Who read"), _("Role"), _("Whose record"), _("What"), _("How"), _("Reason")]
    rows = ([r.event.at.isoformat(), r.actor, r.role, "; ".join(r.subjects), r.what, r.how, r.event.reason] for r in reading.logged(found))
    return csv_response("who-read-what", head, rows)
