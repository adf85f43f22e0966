"""What I logged: practice hours and supervision, with totals and states in words."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.queries import selves
from logbook.models import Entry
from logbook.queries import log_of, sessions_to_confirm, supervisors_to_name, totals
from logbook.services import submit_drafts

ON_A_PAGE = 30


@login_required
def log_view(request: HttpRequest, kind: str) -> HttpResponse:
    """My entries of one kind."""
    person = request.user
    page = Paginator(log_of(person, kind), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "kind": kind,
        "page": page,
        "total": totals(person, kind),
        "supervisors": list(supervisors_to_name(person)),
        "to_confirm": list(sessions_to_confirm(person)) if kind == "supervision" else [],
    }
    return render(request, f"logbook/{kind}.html", context)


@login_required
def send_drafts_view(request: HttpRequest, kind: str) -> HttpResponse:
    """Send all my drafts of one kind to those whom they name."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    drafts = Entry.objects.readable_by(request.user).filter(person__in=selves(request.user), kind=kind, state="draft")
    sent, kept = submit_drafts(person=request.user, entries=list(drafts))
    if sent:
        told = ngettext("%(n)d entry is on its way to be confirmed.", "%(n)d entries are on their way to be confirmed.", len(sent))
        messages.success(request, told % {"n": len(sent)})
    if kept:
        told = ngettext("%(n)d entry stays here:", "%(n)d entries stay here:", len(kept)) % {"n": len(kept)}
        messages.info(request, told + " " + _("choose who can confirm it, and look at the day."))
    return redirect("logbook:hours" if kind == "practice" else "logbook:supervision")
