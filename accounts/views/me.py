"""/me/: what I say about myself, and the way to everything else that is mine."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from accounts.forms.me import LegalNameForm, MeForm
from accounts.legal_names import is_wanted
from accounts.models import User
from accounts.privacy.wordings import wording
from accounts.queries import merges_of
from accounts.services import change_called
from accounts.services.details import (
    change_details,
    choose_pronouns,
    forget_previous_names,
    legal_name_of,
    previous_names,
    write_legal_name,
)
from accounts.signin.stepup import step_up_required
from lms.core import clock
from lms.core.errors import Refused
from lms.core.http import answer, refuse, sent

ROOMS = (
    ("/me/security/", gettext_lazy("Signing in and security"), gettext_lazy("Your ways in, and where you are signed in.")),
    ("/me/messages/", gettext_lazy("What we tell you, and when"), gettext_lazy("Which messages, on which days, in which way.")),
    ("/me/privacy/", gettext_lazy("My privacy"), gettext_lazy("Who read your record, what you agreed to, a copy, leaving.")),
    ("/pause/", gettext_lazy("Take a break"), gettext_lazy("One press stops every clock. Nobody asks why.")),
    ("/adjustments/", gettext_lazy("What helps me"), gettext_lazy("More time, breaks, another format.")),
    ("/me/ties/", gettext_lazy("My ties"), gettext_lazy("Who supervises or manages you here.")),
    ("/display/", gettext_lazy("Display settings"), gettext_lazy("Colours, size of the text, movement.")),
)
CERTIFICATE_NAME = "/certificate/name/"


def _is_there(path: str) -> bool:
    """Whether the service has this page: a link to a room that is not built helps nobody."""
    try:
        return resolve(path).url_name != "wagtail_serve"
    except Resolver404:
        return False


@never_cache
@login_required
def me_view(request: HttpRequest) -> HttpResponse:
    """My details; on POST they are kept, all or none."""
    person = cast(User, request.user)
    form = MeForm(sent(request), initial=_said(person))
    if request.method == "POST" and form.is_valid():
        try:
            _keep(person, form.cleaned_data)
        except Refused as error:
            refuse(form, error)
        else:
            messages.success(request, _("Saved. It holds everywhere from now on."))
            return redirect("accounts:me")
    if form.errors:
        person.refresh_from_db()
    return answer(request, "accounts/me.html", _around(person), form)


def _said(person: User) -> dict[str, Any]:
    names = ("called", "pronouns", "pronouns_shown_to", "sort_name", "language", "time_zone", "country")
    return {name: getattr(person, name) for name in names} | {"seen": wording("pronouns", person.language).sha256}


@transaction.atomic
def _keep(person: User, said: dict[str, Any]) -> None:
    change_called(person=person, called=said["called"])
    choose_pronouns(person=person, pronouns=said["pronouns"], shown_to=said["pronouns_shown_to"], seen_sha256=said["seen"])
    change_details(person=person, **{name: said[name] for name in ("sort_name", "language", "time_zone", "country")})


def _around(person: User) -> dict[str, Any]:
    """The rest of the page: the name on the certificate, names of before, joined records, and the other rooms."""
    return {
        "rooms": [room for room in ROOMS if _is_there(room[0])],
        "certificate_name_page": CERTIFICATE_NAME if _is_there(CERTIFICATE_NAME) else "",
        "asks_legal_name": person.legal_name_sealed is not None or is_wanted(person),
        "merges": merges_of(person, clock.now()),
        "about_pronouns": wording("pronouns", person.language),
    }


@never_cache
@login_required
def previous_names_view(request: HttpRequest) -> HttpResponse:
    """Names that I had here before: for me alone. On POST those that I ticked go for good, after one more page."""
    person = cast(User, request.user)
    rows = [int(row) for row in request.POST.getlist("name") if row.isdigit()]
    names = previous_names(person)
    if "confirmed" in request.POST:
        forget_previous_names(person=person, rows=rows)
        messages.success(request, _("Gone. Nothing keeps them here any more."))
        return redirect("accounts:previous_names")
    chosen = [(row, name) for row, name in names if row.pk in rows]
    return render(request, "accounts/me_names.html", {"names": names, "chosen": chosen})


@never_cache
@step_up_required
def legal_name_view(request: HttpRequest) -> HttpResponse:
    """My legal name, where a scheme that I apply under asks for it; nobody else finds this page."""
    person = cast(User, request.user)
    if person.legal_name_sealed is None and not is_wanted(person):
        raise Http404
    form = LegalNameForm(sent(request), initial={"name": legal_name_of(person)})
    if request.method == "POST" and form.is_valid():
        write_legal_name(person=person, name=form.cleaned_data["name"])
        messages.success(request, _("Saved. It lies sealed."))
        return redirect("accounts:me")
    return answer(request, "accounts/me_legal_name.html", {"is_wanted": is_wanted(person)}, form)
