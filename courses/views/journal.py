"""/journal/: what somebody writes for themselves. Every look-up starts from the reader's own entries; nobody else has any here."""

import secrets
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.privacy.consent_screen import must_ask
from courses.forms import JournalForm, autosave_answer, is_writer, plain_text, whole_number
from courses.models import JournalEntry
from courses.queries.journal import entry_screen, journal_page
from courses.services.write_journal import Saved, delete_entry, settle_journal, write_journal
from lms.core.errors import Refused
from lms.core.http import answer, refuse, take_a_break
from lms.core.ids import normalise


def _mine(request: HttpRequest, public_id: str) -> JournalEntry:
    mine = JournalEntry.objects.readable_by(request.user).select_related("person__key", "edition").defer("edition__content")
    return get_object_or_404(mine, public_id=normalise(public_id))


@login_required
def entries_view(request: HttpRequest) -> HttpResponse:
    """All entries, newest first, thirty a page."""
    return render(request, "courses/journal.html", {"page": journal_page(request.user, request.GET.get("page"))})  # type: ignore[arg-type]


@login_required
def new_view(request: HttpRequest) -> HttpResponse:
    """A first line of a new entry; before the very first, the question whether we may keep such words."""
    if request.method != "POST" and must_ask(request.user, "journal"):  # type: ignore[arg-type]
        return redirect(f"{reverse('accounts:consent', args=['journal'])}?{urlencode({'next': request.path})}")
    return _write(request, None)


@login_required
def entry_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """One entry: read it, go on with it, choose between two versions of it."""
    return _write(request, _mine(request, public_id))


def _write(request: HttpRequest, entry: JournalEntry | None) -> HttpResponse:
    screen = entry_screen(entry) if entry else None
    initial = {"text": screen.text if screen else "", "version": entry.version if entry else 0, "window": secrets.token_hex(8)}
    form = JournalForm(request.POST or None, initial=initial)
    if request.method == "POST" and not is_writer(request):
        return HttpResponseForbidden()
    if request.method == "POST" and form.is_valid():
        try:
            saved = write_journal(person=request.user, entry=entry, **_fields(form))  # type: ignore[arg-type]
        except Refused as error:
            refuse(form, error, "text")
        else:
            return _saved(request, saved)
    return answer(request, "courses/journal_entry.html", {"entry": entry, "screen": screen}, form)


def _fields(form: JournalForm) -> dict[str, Any]:
    return {"text": form.cleaned_data["text"], "version": form.cleaned_data["version"] or 0, "window": form.cleaned_data["window"]}


def _saved(request: HttpRequest, saved: Saved) -> HttpResponse:
    """JSON for the page's script; a page for everybody else."""
    if request.headers.get("Accept") == "application/json":
        return autosave_answer(saved, save_url=saved.entry.get_absolute_url() if saved.entry else "")
    if saved.entry is None:
        return redirect("courses:journal")
    if not saved.is_clash and request.POST.get("act") == "break":
        return take_a_break(saved.entry.get_absolute_url())
    if not saved.is_clash:
        messages.success(request, _("Saved. Only you can read it."))
    return redirect(saved.entry)


@login_required
def choose_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """Two versions: the writer says what the entry is now. Goes back to where the choice was asked."""
    entry = _mine(request, public_id)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if "text" in request.POST:  # a form that came without its words must not wipe what stands
        settle_journal(entry=entry, text=plain_text(request.POST["text"]), version=whole_number(request.POST.get("version")))
    place = entry_screen(entry).step_url if request.POST.get("back") == "step" else ""
    return redirect(place or entry.get_absolute_url())


@login_required
def delete_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask once, then remove for good."""
    entry = _mine(request, public_id)
    if request.method == "POST":
        delete_entry(entry=entry)
        messages.success(request, _("The entry is gone."))
        return redirect("courses:journal")
    return render(request, "courses/journal_delete.html", {"entry": entry, "screen": entry_screen(entry)})
