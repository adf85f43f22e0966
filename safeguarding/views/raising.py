"""/concerns/: saying that one is worried about somebody, and what became of it."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.models import User
from accounts.queries import selves
from accounts.worries import Worry, worry_from
from lms.core import clock
from lms.core.errors import Refused
from lms.core.http import answer, refuse
from safeguarding.forms import RaiseForm
from safeguarding.models import Concern
from safeguarding.queries import due_at, help_for, leads_for, shared_words
from safeguarding.services import raise_concern


def _me(request: HttpRequest) -> User:
    """Whoever is signed in; the decorator has seen to it that somebody is."""
    return cast(User, request.user)


def _worry(request: HttpRequest, kind: str, ref: str) -> Worry | None:
    """Whom this place is about; None for the open page. A place that I may not see is not there, whether or not it exists."""
    if not kind:
        return None
    worry = worry_from(kind, ref, _me(request))
    if worry is None:
        raise Http404
    return worry


@login_required
def raise_view(request: HttpRequest, kind: str = "", ref: str = "") -> HttpResponse:
    """Emergency numbers, who will read it and by when, three questions."""
    worry = _worry(request, kind, ref)
    if worry is not None and worry.person.pk in selves(_me(request)):
        return redirect("core:support")
    form = RaiseForm(request.POST or None, is_open=worry is None)
    if request.method == "POST" and form.is_valid() and _raised(request, form, worry, kind, ref):
        return redirect("safeguarding:mine")
    person = worry.person if worry else None
    known = person if worry and worry.is_known else None
    context = {"worry": worry, "leads": leads_for(person), "due_at": due_at(clock.now()), "help": help_for(_me(request), known)}
    return answer(request, "safeguarding/raise.html", context, form)


def _raised(request: HttpRequest, form: RaiseForm, worry: Worry | None, kind: str, ref: str) -> bool:
    try:
        raise_concern(person=worry.person if worry else None, by=_me(request), told=form.told, came_from=kind, came_ref=ref)
    except Refused as error:
        refuse(form, error)
    return not form.errors


@login_required
def mine_view(request: HttpRequest) -> HttpResponse:
    """What I raised: that it came in, and when somebody took it up. And what a lead wrote to me about a worry about me."""
    me = _me(request)
    raised = Concern.objects.raised_by(me).order_by("-pk")
    context = {"raised": raised, "shared": shared_words(Concern.objects.shown_to(me)), "help": help_for(me, None)}
    return render(request, "safeguarding/mine.html", context)
