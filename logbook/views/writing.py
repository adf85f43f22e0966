"""Writing an entry: a new one, the same as last time, a change, a correction."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.queries import are_one
from lms.core import clock
from lms.core.permissions import require
from logbook.facts import Facts
from logbook.forms import CorrectionForm, EntryForm, WhenForm, filled_from
from logbook.models import Entry
from logbook.queries import last_entry, supervisors_to_name, totals
from logbook.reading import open_notes
from logbook.services import change_entry, correct_entry, log_entry, submit
from logbook.templatetags.log import area_for

from .asking import form_page
from .desk import keep, not_now, of_entry


@login_required
def new_entry_view(request: HttpRequest, kind: str) -> HttpResponse:
    """Log something of my own. With an earlier entry, "same as last time" comes first."""
    last = last_entry(request.user, kind) if kind == "practice" else None
    repeats = last is not None and "full" not in request.GET
    form = _repeat_form(request, last) if repeats else _full_form(request, kind, last)
    if request.method == "POST":
        facts = (lambda: form.facts_like(last.facts)) if repeats else (lambda: form.facts)
        entry = keep(form, request.user, facts, lambda said: _log(request, form, said, last if repeats else None))
        if entry is not None:
            return _saved(request, entry)
    context = {"kind": kind, "last": last, "repeats": repeats, "total": totals(request.user, kind)}
    return form_page(request, "logbook/new.html", context, form)


def _repeat_form(request: HttpRequest, last: Entry) -> WhenForm:
    today = clock.today()
    initial = {"when": today.isoformat(), "minutes": last.minutes, "start_minute": last.start_minute}
    return WhenForm(request.POST or None, today=today, initial=initial)


def _full_form(request: HttpRequest, kind: str, last: Entry | None) -> EntryForm:
    supervisors = supervisors_to_name(request.user)
    only = list(supervisors[:2])
    initial = {"when": clock.today().isoformat(), "mode": "individual", "channel": "in_person"}
    initial["supervisor"] = only[0].pk if len(only) == 1 else getattr(last, "supervisor_id", None)
    return EntryForm(request.POST or None, kind=kind, supervisors=supervisors, today=clock.today(), initial=initial)


def _log(request: HttpRequest, form: WhenForm, facts: Facts, last: Entry | None) -> Entry:
    told = form.cleaned_data
    supervisor = last.supervisor if last else told["supervisor"]
    entry = log_entry(
        person=request.user,
        by=request.user,
        facts=facts,
        supervisor=supervisor,
        note=told.get("note", ""),
        sure=form.sure,
        once=told["once"],
    )
    return submit(entry=entry, by=request.user) if "send" in request.POST and entry.state == "draft" else entry


def _saved(request: HttpRequest, entry: Entry) -> HttpResponse:
    if entry.state == "draft":
        messages.success(request, _("Kept as a draft. Send it when you are ready."))
    else:
        messages.success(request, _("Saved. %(name)s can confirm it now.") % {"name": _other(request, entry)})
    return redirect("logbook:hours" if entry.kind == "practice" else "logbook:supervision")


def _other(request: HttpRequest, entry: Entry) -> str:
    return str(entry.supervisor if are_one(request.user, entry.person_id) else entry.person)


@of_entry
def change_view(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Change a draft, or what came back with a question."""
    require(request.user, "logbook.change_entry", entry)
    if passed := not_now(request, entry, entry.is_changeable):
        return passed
    open_notes(request, [entry])
    own = are_one(request.user, entry.person_id)
    form = EntryForm(
        request.POST or None,
        kind=entry.kind,
        today=clock.today(),
        supervisors=supervisors_to_name(request.user) if own else None,
        initial=filled_from(entry, clock.today(), entry.words or ""),
    )
    if request.method == "POST" and (
        changed := keep(form, request.user, lambda: form.facts, lambda said: _change(request, form, entry, said))
    ):
        return _back(request, changed, _("Saved."))
    return form_page(request, "logbook/change.html", {"entry": entry, "kind": entry.kind}, form)


def _change(request: HttpRequest, form: EntryForm, entry: Entry, facts: Facts) -> Entry:
    told = form.cleaned_data
    supervisor = told.get("supervisor", entry.supervisor)
    changed = change_entry(
        entry=entry, by=request.user, facts=facts, supervisor=supervisor, note=told.get("note", ""), sure=form.sure, seen=told["seen"]
    )
    return submit(entry=changed, by=request.user) if "send" in request.POST else changed


@of_entry
def correct_view(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Write a correction of what was confirmed."""
    require(request.user, "logbook.correct_entry", entry)
    if passed := not_now(request, entry, entry.is_countersigned and not (entry.is_replaced or entry.has_correction)):
        return passed
    open_notes(request, [entry])
    today = clock.today()
    form = CorrectionForm(request.POST or None, kind=entry.kind, today=today, initial=filled_from(entry, today, entry.words or ""))

    def write(facts: Facts) -> Entry:
        return correct_entry(entry=entry, by=request.user, facts=facts, note=form.cleaned_data.get("note", ""), sure=form.sure)

    if request.method == "POST" and (new := keep(form, request.user, lambda: form.facts, write)):
        return _back(request, new, _("Your correction is on its way. Until it is confirmed, the old entry counts."))
    return form_page(request, "logbook/correct.html", {"entry": entry, "kind": entry.kind}, form)


def _back(request: HttpRequest, entry: Entry, told: str) -> HttpResponse:
    messages.success(request, told)
    return redirect(f"logbook:{area_for(entry, request.user)}_entry", ref=entry.public_id)
