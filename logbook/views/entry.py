"""One entry: what it says, where it stands, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.queries import are_one
from lms.core.errors import Refused
from lms.core.http import answer, refuse
from lms.core.permissions import allowed, require
from logbook.forms import AnswerForm, AskForm, DifferForm
from logbook.models import Entry
from logbook.reading import open_notes, open_remarks
from logbook.services import countersign, remove_draft, return_entry, see_it_differently, submit, take_back
from logbook.templatetags.log import area_for

from .desk import not_now, of_entry, posted


@of_entry
def entry_view(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Everything about one entry that its two people may see."""
    return render(request, "logbook/entry.html", _page(request, entry, AnswerForm(initial={"seen": entry.version})))


def _page(request: HttpRequest, entry: Entry, form: AnswerForm) -> dict[str, object]:
    open_notes(request, [entry])
    reader = request.user
    is_mine = are_one(reader, entry.logged_by_id)
    return {
        "entry": entry,
        "form": form,
        "remarks": open_remarks(request, [entry])[entry.pk],
        "other": entry.supervisor if are_one(reader, entry.person_id) else entry.person,
        "can_change": is_mine and entry.is_changeable,
        "can_answer": is_mine and entry.state == "returned",
        "can_take_back": entry.state == "submitted" and allowed(reader, "logbook.take_back_entry", entry),
        "can_confirm": entry.state == "submitted" and allowed(reader, "logbook.countersign_entry", entry),
        "can_correct": entry.is_countersigned
        and not (entry.is_replaced or entry.has_correction)
        and allowed(reader, "logbook.correct_entry", entry),
    }


def _try(request: HttpRequest, act: Callable[[], object], told: str) -> bool:
    """Do it and say so, or say kindly why not."""
    try:
        act()
    except Refused as refused:
        messages.warning(request, str(refused))
        return False
    messages.success(request, told)
    return True


def _again(request: HttpRequest, entry: Entry) -> HttpResponse:
    return redirect(f"logbook:{area_for(entry, request.user)}_entry", ref=entry.public_id)


@of_entry
@posted
def send_view(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Send it, or send it back with an answer."""
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            submit(entry=entry, by=request.user, answer=form.cleaned_data["answer"], seen=form.cleaned_data["seen"] or None)
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("Sent."))
            return _again(request, entry)
    return answer(request, "logbook/entry.html", _page(request, entry, form), form)


@of_entry
@posted
def take_back_view(request: HttpRequest, entry: Entry) -> HttpResponse:
    _try(request, lambda: take_back(entry=entry, by=request.user), _("It is a draft again. Only you see it."))
    return _again(request, entry)


@of_entry
def remove_view(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Ask once more, then throw a draft away."""
    require(request.user, "logbook.remove_entry", entry)
    if passed := not_now(request, entry, entry.state == "draft"):
        return passed
    if request.method != "POST":
        return render(request, "logbook/remove.html", {"entry": entry})
    if _try(request, lambda: remove_draft(entry=entry, by=request.user), _("The draft is gone.")):
        return redirect(f"logbook:{area_for(entry, request.user)}")
    return _again(request, entry)


@of_entry
@posted
def confirm_view(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Yes, it happened as written."""
    seen = request.POST.get("seen", "")
    _try(request, lambda: countersign(entry=entry, by=request.user, seen=seen), _("Confirmed. These minutes count now."))
    return _again(request, entry)


@of_entry
def ask_view(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Send it back with a question."""
    require(request.user, "logbook.countersign_entry", entry)
    if passed := not_now(request, entry, entry.state == "submitted"):
        return passed
    form = AskForm(request.POST or None, initial={"seen": entry.version})
    form.fields["question"].audience = _only_two(entry, request)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            return_entry(entry=entry, by=request.user, question=told["question"], seen=told["seen"] or None)
        except Refused as refused:
            refuse(form, refused)
        else:
            return _answered(request, entry, _("Your question is with %(name)s. The entry waits."))
    return answer(request, "logbook/ask.html", {"entry": entry}, form)


@of_entry
def differ_view(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Keep another version beside it."""
    require(request.user, "logbook.countersign_entry", entry)
    if passed := not_now(request, entry, entry.state == "submitted"):
        return passed
    form = DifferForm(request.POST or None, initial={"seen": entry.version})
    form.fields["words"].audience = _only_two(entry, request)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            see_it_differently(
                entry=entry, by=request.user, words=told["words"], on=told["on"], minutes=told["minutes"], seen=told["seen"] or None
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            return _answered(request, entry, _("Both versions are kept. %(name)s sees yours."))
    return answer(request, "logbook/differ.html", {"entry": entry}, form)


def _only_two(entry: Entry, request: HttpRequest) -> str:
    other = entry.supervisor if are_one(request.user, entry.person_id) else entry.person
    return _("%(name)s reads this. Nobody else does.") % {"name": other}


def _answered(request: HttpRequest, entry: Entry, told: str) -> HttpResponse:
    messages.success(request, told % {"name": entry.supervisor if are_one(request.user, entry.person_id) else entry.person})
    return redirect("logbook:to_sign" if area_for(entry, request.user) == "supervise" else "logbook:supervision")
