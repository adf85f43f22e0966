"""/manage/merge/: two records of one person, previewed, joined, and taken apart again; /merge/<token>/ for the person."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.forms.merging import FindForm, MergeForm, UndoForm
from accounts.merging.parts import side_by_side
from accounts.models import Merge, User
from accounts.queries import recent_merges, roles_of
from accounts.services import find_merge, merge, undo_merge
from accounts.services.merge import obstacles
from lms.core import clock
from lms.core.errors import Refused
from lms.core.http import answer, refuse, sent
from lms.core.permissions import allowed
from lms.core.reads import record_read


def _officer(request: HttpRequest) -> User:
    """Whoever may join records; for anybody else the page is not there."""
    person = cast(User, request.user)
    if not allowed(person, "accounts.merge"):
        raise Http404
    return person


@login_required
def merge_view(request: HttpRequest) -> HttpResponse:
    """Name two records; and those that were joined in the last 30 days."""
    _officer(request)
    form = FindForm(sent(request))
    if request.method == "POST" and form.is_valid():
        return redirect("accounts:merge_preview", form.cleaned_data["kept"].public_id, form.cleaned_data["joined"].public_id)
    return answer(request, "accounts/merge.html", {"recent": recent_merges(clock.now())}, form)


@login_required
def preview_view(request: HttpRequest, kept: str, joined: str) -> HttpResponse:
    """What each record holds and what stands in the way; on POST they are joined."""
    officer = _officer(request)
    one, other = get_object_or_404(User, public_id=kept.upper()), get_object_or_404(User, public_id=joined.upper())
    form = MergeForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = merge(kept=one, joined=other, by=officer, **form.cleaned_data)
        except Refused as error:
            refuse(form, error)
        else:
            messages.success(request, _("The two records are one now. Both addresses have been told."))
            return redirect("accounts:merge_undo", made.public_id)
    return answer(request, "accounts/merge_preview.html", _previewed(request, officer, one, other), form)


def _previewed(request: HttpRequest, officer: User, one: User, other: User) -> dict[str, Any]:
    """Names and addresses of two people: whoever looks leaves a trace that the two can see."""
    role = "privacy" if "privacy" in roles_of(officer) else "admin"
    subjects = [one.public_id, other.public_id]
    record_read(actor=officer, subjects=subjects, record_type="accounts.merge", role=role, request=request)
    stops = obstacles(kept=one, joined=other, by=officer)
    return {"kept": one, "joined": other, "sides": side_by_side(one, other), "stops": stops}


@login_required
def undo_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """One joining; on POST it is taken back."""
    officer = _officer(request)
    made = get_object_or_404(Merge.objects.select_related("kept", "joined", "by", "undone"), public_id=public_id.upper())
    form = UndoForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            undo_merge(merge=made, by=officer, **form.cleaned_data)
        except Refused as error:
            refuse(form, error)
        else:
            messages.success(request, _("The two records are separate again. Both addresses have been told."))
            return redirect("accounts:merge")
    return answer(request, "accounts/merge_undo.html", {"merge": made, "can_undo": clock.now() < made.until}, form)


@never_cache
def objection_view(request: HttpRequest, token: str) -> HttpResponse:
    """What the link in the mails opens, without signing in: the two may be two people. It names nobody; only the press does it."""
    made = find_merge(token)
    if made is None:
        raise Http404
    problem = ""
    if request.method == "POST":
        try:
            undo_merge(merge=made, by=None, reason="objection")
        except Refused as error:
            problem = str(error)
        else:
            return redirect("accounts:merge_objection", token=token)
    context = {"merge": made, "token": token, "problem": problem, "can_undo": clock.now() < made.until}
    response = render(request, "accounts/merge_objection.html", context, status=422 if problem else 200)
    response["Referrer-Policy"] = "same-origin"
    return response
