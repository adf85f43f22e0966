"""/manage/certificates/: the record of one certification, and what the board adds to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from accounts.joining.readonly import reads_by_post
from accounts.queries import acts_as, are_one
from lms.core.errors import Refused
from lms.core.http import answer, refuse
from lms.core.ids import normalise
from lms.core.reads import record_read
from schemes import services
from schemes.board import BOARD_ACTS, certificate_screen, certification_by_number, preview, tie_words
from schemes.conflicts import ties_to
from schemes.dates import authority_day
from schemes.forms import NumberForm, StandingForm
from schemes.models import Certification
from schemes.standing import EventKind
from schemes.views.guards import SignedInRequest, board_only, board_or_inspection, sent
from schemes.words.standing import ACTS

SERVICES: dict[str, Callable[..., Any]] = {
    "suspend": services.suspend,
    "lift": services.lift,
    "conditions": services.set_conditions,
    "end-conditions": services.end_conditions,
    "revoke": services.revoke,
}


@reads_by_post
@board_or_inspection
def search_view(request: SignedInRequest) -> HttpResponse:
    """By number only, sent by POST: a number in an address would stay in logs and histories."""
    form = NumberForm(sent(request))
    if request.method == "POST" and form.is_valid():
        found = certification_by_number(form.cleaned_data["number"])
        if found:
            return redirect(found)
        form.add_error("number", _("We hold no certificate with this number."))
    return answer(request, "schemes/certificates.html", {}, form)


@board_or_inspection
def certificate_view(request: SignedInRequest, public_id: str) -> HttpResponse:
    certification = _found(request, public_id)
    if are_one(request.user, certification.person_id):  # the board's notes about oneself are asked for, not opened
        return answer(request, "schemes/tied.html", {"certification": certification, "ties": tie_words(["self"])})
    refs, role = [certification.person.public_id], acts_as(request.user, "board")
    record_read(actor=request.user, subjects=refs, record_type="schemes.certification", role=role, request=request)
    return answer(request, "schemes/certificate.html", certificate_screen(certification, request.user))


@board_only
def change_view(request: SignedInRequest, public_id: str, act: str) -> HttpResponse:
    """Say why and from when, look at what a checker will see, record it."""
    certification, kind = _found(request, public_id), _kind(act)
    if ties := ties_to(request.user, certification.person):
        return answer(request, "schemes/tied.html", {"certification": certification, "ties": tie_words(ties)})
    public = kind is EventKind.CONDITIONS_SET
    form = StandingForm(sent(request), initial={"effective_on": authority_day()}, shown_to_checkers=public)
    context = {"certification": certification, "act": act, "act_words": ACTS[kind], "public": public}
    if request.method == "POST" and form.is_valid():
        if "confirmed" in request.POST and _done(request, certification, act, form):
            return redirect(certification)
        said = form.cleaned_data
        context["preview"] = preview(certification, kind, said["effective_on"], said["public_text"])
    return answer(request, "schemes/change.html", context, form)


def _done(request: SignedInRequest, certification: Certification, act: str, form: StandingForm) -> bool:
    try:
        SERVICES[act](certification=certification, by=request.user, **form.cleaned_data)
    except Refused as error:
        refuse(form, error)
        return False
    messages.success(request, _("It is recorded. A checker gets the new answer from that day."))
    return True


def _found(request: SignedInRequest, public_id: str) -> Certification:
    readable = Certification.objects.readable_by(request.user).select_related("person", "credential_type")
    return get_object_or_404(readable, public_id=normalise(public_id))


def _kind(act: str) -> EventKind:
    if act not in BOARD_ACTS:
        raise Http404
    return BOARD_ACTS[act]
