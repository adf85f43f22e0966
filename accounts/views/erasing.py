"""/me/privacy/erase/: what goes, what goes later, what stays; then a tick and a button."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.forms.requests import EraseForForm, EraseForm
from accounts.models import DataRequest, ErasureOrder, User
from accounts.privacy.holding import holds_on
from accounts.queries import selves
from accounts.services.erase import DAYS_TO_THINK, order_erasure, plan_erasure, take_back_erasure
from accounts.signin.stepup import step_up_required
from lms.core.errors import Refused
from lms.core.http import answer, refuse
from lms.core.permissions import allowed
from lms.core.reads import record_read

from .seen import privacy_only


def _open_order(person: User) -> ErasureOrder | None:
    return ErasureOrder.objects.filter(person__in=selves(person), state__in=["waiting", "held"]).first()


@never_cache
@login_required
@step_up_required
def erasure_view(request: HttpRequest) -> HttpResponse:
    """The three lists and the form; or, when it is ordered, what happens when."""
    me: User = request.user  # type: ignore[assignment]
    order = _open_order(me)
    form = EraseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            order_erasure(person=me, by=me, days=0 if form.cleaned_data["when"] == "now" else DAYS_TO_THINK)
        except Refused as error:
            refuse(form, error)
        else:
            return _after(request, me)
    context = {"order": order, "lists": plan_erasure(me), "holds": holds_on(me), "days": DAYS_TO_THINK}
    return answer(request, "accounts/erase.html", context, form)


def _after(request: HttpRequest, me: User) -> HttpResponse:
    """Goodbye, for somebody who is gone; the page of the order for somebody who is still here."""
    me.refresh_from_db()
    if me.erased_at:
        logout(request)
        return redirect("accounts:erased")
    messages.success(request, _("It is written down. This page says what happens when."))
    return redirect("accounts:erasure")


@never_cache
@login_required
@require_POST
def erasure_keep_view(request: HttpRequest) -> HttpResponse:
    """Thought again: everything stays."""
    me: User = request.user  # type: ignore[assignment]
    order = _open_order(me)
    if order is None:
        raise Http404
    try:
        take_back_erasure(order=order, by=me)
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Everything stays as it is."))
    return redirect("accounts:privacy")


def erased_view(request: HttpRequest) -> HttpResponse:
    """Goodbye. The same for everybody: it says nothing about anybody."""
    return render(request, "accounts/erase_done.html")


@privacy_only
@step_up_required
def manage_erase_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """The privacy officer carries out for somebody who asked."""
    one = get_object_or_404(DataRequest.objects.unanswered().filter(kind="erasure").select_related("person"), public_id=public_id)
    if not allowed(request.user, "accounts.erase_for", one.person):
        raise Http404
    form = EraseForForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            order_erasure(person=one.person, by=request.user, days=0, request=one)  # type: ignore[arg-type]
        except Refused as error:
            refuse(form, error)
        else:
            messages.success(request, _("Done. What has to wait goes by itself when its hold ends."))
            return redirect("accounts:manage_requests")
    record_read(actor=request.user, subjects=[one.person.public_id], record_type="accounts.data_request", role="privacy", request=request)
    context = {"one": one, "lists": plan_erasure(one.person), "holds": holds_on(one.person)}
    return answer(request, "accounts/erase_for.html", context, form)
