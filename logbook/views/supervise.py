"""The supervisor's desk: who, when last, and what waits for a signature."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.queries import on_break_as_told, selves
from lms.core import clock
from lms.core.http import answer
from lms.core.ids import normalise
from lms.core.minutes import say_minutes
from logbook.facts import Facts
from logbook.forms import EntryForm, SignForm
from logbook.models import Entry
from logbook.queries import PersonToSign, entries_to_sign, supervisees_to_see, to_sign, totals_with, with_replacement
from logbook.reading import open_remarks
from logbook.services import Signed, countersign_many, log_entry

from .asking import form_page
from .desk import for_supervisors, keep

ON_A_PAGE = 30


@for_supervisors
def supervise_view(request: HttpRequest) -> HttpResponse:
    """Everybody whom I supervise, those with something to sign first."""
    people = supervisees_to_see(request.user).order_by("-to_sign_count", "sort_name", "called", "pk")
    now = [person for person in people if person.supervises_now]
    ended = [person for person in people if not person.supervises_now]
    context = {"people": now, "ended": ended, "to_sign": sum(p.to_sign_count for p in now + ended)}
    told = on_break_as_told([person.pk for person in now], "supervisor")
    return render(request, "logbook/supervise.html", {**context, "on_break": told})


def _supervisee(request: HttpRequest, ref: str) -> User:
    known_as = User.objects.filter(public_id=normalise(ref)).values(kept=Coalesce("merged_into", "pk"))
    return get_object_or_404(supervisees_to_see(request.user), pk__in=known_as)


@for_supervisors
def supervisee_view(request: HttpRequest, ref: str) -> HttpResponse:
    """One supervisee: sessions and hours between the two of us."""
    person = _supervisee(request, ref)
    together = Entry.objects.readable_by(request.user).filter(person__in=selves(person), supervisor=request.user)
    entries = with_replacement(together).select_related("person", "supervisor")
    context = {
        "person": person,
        "on_break": person.supervises_now and person.pk in on_break_as_told([person.pk], "supervisor"),
        "page": Paginator(entries, ON_A_PAGE).get_page(request.GET.get("page")),
        "practice": totals_with(request.user, person, "practice"),
        "supervision": totals_with(request.user, person, "supervision"),
    }
    return render(request, "logbook/supervisee.html", context)


@for_supervisors
def session_new_view(request: HttpRequest, ref: str) -> HttpResponse:
    """Log a session with a supervisee; it waits for them to confirm."""
    person = _supervisee(request, ref)
    both = _("You and %(name)s both see this, and nobody else.") % {"name": person}
    initial = {"when": clock.today().isoformat(), "mode": "individual", "channel": "in_person"}
    form = EntryForm(request.POST or None, kind="supervision", today=clock.today(), both=both, initial=initial)

    def write(facts: Facts) -> Entry:
        told = form.cleaned_data
        return log_entry(
            person=person, by=request.user, supervisor=request.user, facts=facts, note=told["note"], sure=form.sure, once=told["once"]
        )

    if request.method == "POST" and keep(form, request.user, lambda: form.facts, write):
        messages.success(request, _("Saved. %(name)s can confirm it now.") % {"name": person})
        return redirect("logbook:supervisee", ref=person.public_id)
    return form_page(request, "logbook/session_new.html", {"person": person, "kind": "supervision"}, form)


@for_supervisors
def to_sign_view(request: HttpRequest) -> HttpResponse:
    """Everything that waits for me, by person. Nothing is ticked beforehand."""
    form = SignForm(request.POST) if request.method == "POST" else SignForm()
    if request.method == "POST" and form.is_valid():
        entries = entries_to_sign(request.user).filter(public_id__in=form.picked)
        _tell(request, countersign_many(entries=list(entries), by=request.user, seen=form.picked))
        return redirect("logbook:to_sign")
    people = to_sign(request.user)
    _with_remarks(request, [entry for person in people for entry in person.entries + person.asked])
    ticked = {"entries": set(form.picked), "people": set(form.data.getlist("all"))} if form.is_bound else {}
    return answer(request, "logbook/to_sign.html", {"people": people, "ticked": ticked, **_sums(people)}, form)


def _with_remarks(request: HttpRequest, entries: list[Entry]) -> None:
    remarks = open_remarks(request, entries)
    for entry in entries:
        entry.told = remarks[entry.pk]


def _sums(people: list[PersonToSign]) -> dict[str, int]:
    asked = [entry for person in people for entry in person.asked]
    return {
        "open_count": sum(len(person.entries) for person in people),
        "open_minutes": sum(person.minutes for person in people),
        "asked_count": len(asked),
        "asked_minutes": sum(entry.minutes for entry in asked),
    }


def _tell(request: HttpRequest, signed: Signed) -> None:
    if signed.confirmed:
        n = len(signed.confirmed)
        told = ngettext("Confirmed: %(n)d entry, %(time)s.", "Confirmed: %(n)d entries, %(time)s.", n)
        messages.success(request, told % {"n": n, "time": say_minutes(signed.minutes)})
    for entry, why in signed.waiting:
        messages.warning(request, f"{entry.person}: {why}")
