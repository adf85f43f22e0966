"""What every page of the log does: find the entry in the reader's own part of the house, keep what was typed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import selves
from lms.core.errors import Refused
from lms.core.http import refuse
from lms.core.ids import normalise
from lms.core.permissions import allowed
from logbook.doubts import shortened
from logbook.facts import Facts
from logbook.forms import EntryForm, WhenForm
from logbook.models import Entry
from logbook.queries import with_replacement
from logbook.services import Doubtful, shorten_entry
from logbook.templatetags.log import area_for

View = Callable[..., HttpResponse]
SHOWN = ("person", "supervisor", "logged_by", "supersedes__person", "countersignature__by")


def entry_for(area: str, reader: User, ref: str) -> Entry:
    """The entry under this address, if the reader may read it there; 404 otherwise, whatever the reason."""
    mine = {
        "hours": {"person__in": selves(reader), "kind": "practice"},
        "supervision": {"person__in": selves(reader), "kind": "supervision"},
        "supervise": {"supervisor__in": selves(reader)},
    }[area]
    entries = with_replacement(Entry.objects.readable_by(reader)).select_related(*SHOWN)
    return get_object_or_404(entries.filter(**mine), public_id=normalise(ref))


def of_entry(view: View) -> View:
    """`view(request, entry)` for an address with an area and a reference."""

    @login_required
    @wraps(view)
    def found(request: HttpRequest, area: str, ref: str) -> HttpResponse:
        return view(request, entry_for(area, request.user, ref))  # type: ignore[arg-type]

    return found


def posted(view: View) -> View:
    """An act: a GET changes nothing and is told so, but only to somebody who may be here."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any) -> HttpResponse:
        return view(request, *args) if request.method == "POST" else HttpResponseNotAllowed(["POST"])

    return checked


def for_supervisors(view: View) -> View:
    """Pages of those who supervise somebody; for everybody else they are not there."""

    @login_required
    @wraps(view)
    def let_in(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not allowed(request.user, "logbook.supervise"):
            raise Http404
        return view(request, **kwargs)

    return let_in


def keep(form: EntryForm | WhenForm, by: User, facts: Callable[[], Facts], write: Callable[[Facts], Entry]) -> Entry | None:
    """Write what a form says; None when something needs another look, with the words of the service in the form."""
    if not form.is_valid():
        return None
    form.proposed = facts()
    try:
        with transaction.atomic():
            return write(_as_answered(form, by, form.proposed))
    except Doubtful as question:
        form.ask(question.doubts)
    except Refused as refused:
        refuse(form, refused)
    return None


def _as_answered(form: WhenForm, by: User, facts: Facts) -> Facts:
    """The facts after "which of the two was shorter?" was answered."""
    which, ref = form.shortens
    other = Entry.objects.readable_by(by).filter(public_id=ref).first() if which else None
    if other is None:
        return facts
    if which == "other":
        shorten_entry(entry=other, by=by, against=facts)
        return facts
    return shortened(facts, other.facts) or facts


def not_now(request: HttpRequest, entry: Entry, is_open: bool) -> HttpResponse | None:
    """For a page whose time has passed or not come: back to the entry, instead of a form that could not be kept.

    Only when the page is opened: what somebody has typed already is answered beside their words.
    """
    if is_open or request.method == "POST":
        return None
    messages.info(request, _("This has changed since you opened it. Please look at it again."))
    return redirect(f"logbook:{area_for(entry, request.user)}_entry", ref=entry.public_id)
