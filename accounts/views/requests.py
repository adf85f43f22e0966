"""/me/privacy/requests/ and /manage/data-requests/: what people ask about their data, with a clock that both sides see."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.forms.requests import AnswerForm, HoldForm, LongerForm, RequestForm
from accounts.models import DataRequest, LegalHold
from accounts.services.holds import end_hold, place_hold
from accounts.services.requests import answer_request, extend_request, look_at, open_request, take_back_request
from lms.core.errors import Refused
from lms.core.http import answer, refuse
from lms.core.narrative import attach_words
from lms.core.permissions import allowed
from lms.core.reads import record_read

from .seen import privacy_only

ON_A_PAGE = 30


@never_cache
@login_required
def requests_view(request: HttpRequest) -> HttpResponse:
    """What I asked, newest first, each with its state and its last day."""
    mine = DataRequest.objects.of(request.user).order_by("-asked_at", "-pk")
    page = Paginator(mine, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/requests.html", {"page": page})


@never_cache
@login_required
def request_new_view(request: HttpRequest) -> HttpResponse:
    form = RequestForm(request.POST if request.method == "POST" else None, initial={"kind": request.GET.get("kind", "")})
    if request.method == "POST" and form.is_valid():
        try:
            made = open_request(person=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except Refused as error:
            refuse(form, error, "words")
        else:
            messages.success(request, _("It is with the privacy officer now. They have one month to answer."))
            return redirect(made)
    return answer(request, "accounts/requests_new.html", {}, form)


def _said(one: DataRequest) -> list[Any]:
    return attach_words(one.said.select_related("by"))


@never_cache
@login_required
def data_request_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """One of mine: what was said on both sides."""
    one = get_object_or_404(DataRequest.objects.of(request.user), public_id=public_id)
    return render(request, "accounts/requests_one.html", {"one": one, "said": _said(one)})


@never_cache
@login_required
def request_take_back_view(request: HttpRequest, public_id: str) -> HttpResponse:
    one = get_object_or_404(DataRequest.objects.of(request.user), public_id=public_id)
    if request.method == "POST":
        try:
            take_back_request(request=one, by=request.user)  # type: ignore[arg-type]
        except Refused as error:
            messages.error(request, str(error))
        return redirect(one)
    return render(request, "accounts/requests_take_back.html", {"one": one})


# --- for the privacy officer ----------------------------------------------------------------------------------------


@privacy_only
def manage_requests_view(request: HttpRequest) -> HttpResponse:
    """The queue, what is due first at the top. Names stand in it, words do not."""
    waiting = DataRequest.objects.unanswered().select_related("person")
    page = Paginator(waiting, ON_A_PAGE).get_page(request.GET.get("page"))
    closed = DataRequest.objects.filter(closed_at__isnull=False).select_related("person").order_by("-closed_at")[:ON_A_PAGE]
    return render(request, "accounts/requests_all.html", {"page": page, "closed": closed})


def _read(request: HttpRequest, public_id: str) -> DataRequest:
    """The request for the officer; opening it is kept, and the person sees that."""
    one = get_object_or_404(DataRequest.objects.select_related("person"), public_id=public_id)
    record_read(
        actor=request.user,
        subjects=[one.person.public_id],
        record_type="accounts.data_request",
        record_ids=[one.public_id],
        role="privacy",
        request=request,
    )
    return one


def _page(request: HttpRequest, one: DataRequest, form: Any) -> HttpResponse:
    context = {
        "one": one,
        "said": _said(one),
        "may_answer": one.is_open and allowed(request.user, "accounts.answer_request", one),
        "holds": LegalHold.objects.in_force().filter(person=one.person),
        "hold_form": HoldForm(),
    }
    return answer(request, "accounts/requests_answer.html", context, form)


@privacy_only
def manage_request_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """Read it and answer it."""
    one = _read(request, public_id)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            answer_request(request=one, by=request.user, words=said["words"], possible=said["possible"] == "yes")  # type: ignore[arg-type]
        except Refused as error:
            refuse(form, error, "words")
        else:
            messages.success(request, _("Answered. The person has been told that there is something new."))
            return redirect("accounts:manage_requests")
    return _page(request, one, form)


@privacy_only
@require_POST
def manage_request_look_view(request: HttpRequest, public_id: str) -> HttpResponse:
    one = get_object_or_404(DataRequest, public_id=public_id)
    try:
        look_at(request=one, by=request.user)  # type: ignore[arg-type]
    except Refused as error:
        messages.error(request, str(error))
    return redirect("accounts:manage_request", public_id=public_id)


@privacy_only
def manage_request_longer_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """Two months more, once, with a reason that the person reads."""
    one = _read(request, public_id)
    form = LongerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            extend_request(request=one, by=request.user, why=form.cleaned_data["words"])  # type: ignore[arg-type]
        except Refused as error:
            refuse(form, error, "words")
        else:
            messages.success(request, _("The person has been told that it takes longer, and why."))
            return redirect("accounts:manage_request", public_id=public_id)
    return answer(request, "accounts/requests_longer.html", {"one": one}, form)


@privacy_only
@require_POST
def hold_place_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """Keep a part of this person's record until it is said otherwise."""
    one = get_object_or_404(DataRequest.objects.select_related("person"), public_id=public_id)
    form = HoldForm(request.POST)
    if form.is_valid():
        place_hold(person=one.person, kind=form.cleaned_data["kind"], by=request.user)  # type: ignore[arg-type]
    else:
        messages.error(request, _("Choose why it must wait."))
    return redirect("accounts:manage_request", public_id=public_id)


@privacy_only
@require_POST
def hold_end_view(request: HttpRequest, public_id: str, hold_id: str) -> HttpResponse:
    one = get_object_or_404(DataRequest.objects.select_related("person"), public_id=public_id)
    hold = get_object_or_404(LegalHold, public_id=hold_id, person=one.person)
    try:
        end_hold(hold=hold, by=request.user)  # type: ignore[arg-type]
    except Refused as error:
        messages.error(request, str(error))
    return redirect("accounts:manage_request", public_id=public_id)
