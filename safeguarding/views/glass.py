"""/manage/glass/: a closed part of somebody's record, in need, for half an hour. /me/opened/: the owner's side of it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.queries import roles_of
from lms.core import clock
from lms.core.errors import Refused
from lms.core.http import answer, refuse
from lms.core.ids import normalise
from lms.core.narrative import attach_words
from lms.core.permissions import allowed
from lms.core.reads import record_read, say_kind
from lms.core.registry import Pane
from safeguarding.forms import GlassForm
from safeguarding.models import BreakGlass
from safeguarding.models.glass import MAY_BREAK
from safeguarding.queries import panes_of, seen_through
from safeguarding.services import break_glass, end_glass
from safeguarding.words import ROLE_WORDS

View = Callable[..., HttpResponse]


def may_break(view: View) -> View:
    """For everybody else the page is not there."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not allowed(request.user, "safeguarding.break_glass"):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def _me(request: HttpRequest) -> User:
    return cast(User, request.user)


@may_break
def list_view(request: HttpRequest) -> HttpResponse:
    """Open a record, and what was opened before: one's own, or everybody's for the privacy officer."""
    me = _me(request)
    form = GlassForm(request.POST or None, roles=[role for role in MAY_BREAK if role in roles_of(me)])
    if request.method == "POST" and form.is_valid() and (glass := _broken(me, form)):
        return redirect(glass)
    before = attach_words(BreakGlass.objects.listed_for(me).select_related("by", "person").order_by("-pk")[:100])
    context = {"open": BreakGlass.objects.open_to(me).select_related("person").first(), "before": _told(before)}
    return answer(request, "safeguarding/glass.html", context, form)


def _broken(me: User, form: GlassForm) -> BreakGlass | None:
    said = form.cleaned_data
    try:
        return break_glass(person=said["find"], by=me, role=said["role"], reason=said["reason"], wait=form.wait)
    except Refused as error:
        refuse(form, error)
        return None


def _told(glasses: list[BreakGlass]) -> list[tuple[BreakGlass, Any, list[Any]]]:
    """Each with the role and the parts that were looked at, in words."""
    seen = seen_through(glasses)
    return [(glass, ROLE_WORDS.get(glass.role, glass.role), [say_kind(kind) for kind in seen[glass.public_id]]) for glass in glasses]


def _glass(request: HttpRequest, public_id: str) -> BreakGlass:
    """What I have open now. After its time it is not there."""
    rows = BreakGlass.objects.open_to(request.user).select_related("person")
    return get_object_or_404(rows, public_id=normalise(public_id))


@may_break
def open_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """The parts by name; the one that was asked for is shown, and that it was read is kept."""
    glass = _glass(request, public_id)
    panes = panes_of(glass)
    shown = next((pane for pane in panes if pane.record_type == request.GET.get("part")), None)
    if shown is not None:
        _record(request, glass, shown)
    return render(request, "safeguarding/glass_open.html", {"glass": glass, "panes": panes, "shown": shown})


def _record(request: HttpRequest, glass: BreakGlass, pane: Pane) -> None:
    """Under the owner's name once they may know of it, before that under the opening's own: their page must not tell too early.

    The reason itself stands with the opening, where it can be erased; a read event never changes.
    """
    subject = glass.person.public_id if glass.tell_at <= clock.now() else glass.public_id
    record_read(
        actor=request.user, subjects=[subject], record_type=pane.record_type, record_ids=[glass.public_id], role=glass.role, mode="glass",
        reason=f"glass {glass.public_id}", request=request,
    )  # fmt: skip


@may_break
@require_POST
def end_view(request: HttpRequest, public_id: str) -> HttpResponse:
    end_glass(glass=_glass(request, public_id), by=_me(request))
    return redirect("safeguarding:glass")


@login_required
def opened_view(request: HttpRequest) -> HttpResponse:
    """Who opened a closed part of my record, as what, when and why."""
    mine = attach_words(BreakGlass.objects.shown_to(request.user).select_related("by").order_by("-pk"))
    return render(request, "safeguarding/opened.html", {"opened": _told(mine)})
