"""/manage/concerns/: the safeguarding leads' queue, and one concern with everything that was done about it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.queries import roles_of
from lms.core.errors import Refused
from lms.core.http import answer, refuse
from lms.core.ids import normalise
from lms.core.permissions import allowed
from lms.core.reads import record_read
from safeguarding.forms import CloseForm, DelayForm, FindForm, HandOverForm, NoteForm, ShareForm
from safeguarding.models import Concern
from safeguarding.models.concerns import DECIDES
from safeguarding.queries import CONCERN, leads_for, readers_of, steps_of, subject_of
from safeguarding.services import add_note, close_concern, delay_sharing, hand_over, name_person, share, take_up
from safeguarding.states import CLOSED
from safeguarding.words import came_from_words

View = Callable[..., HttpResponse]


def leads_only(view: View) -> View:
    """For everybody else the page is not there."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not allowed(request.user, "safeguarding.lead"):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def _me(request: HttpRequest) -> User:
    return cast(User, request.user)


def _concern(request: HttpRequest, public_id: str) -> Concern:
    """A concern within my scope. Opening it leaves a read event, under the person's name once they know of it."""
    rows = Concern.objects.readable_by(request.user).select_related("person", "lead", "raised_by")
    concern = get_object_or_404(rows, public_id=normalise(public_id))
    record_read(
        actor=request.user, subjects=[subject_of(concern)], record_type=CONCERN, record_ids=[concern.public_id], role="safeguarding",
        request=request,
    )  # fmt: skip
    return concern


@leads_only
def queue_view(request: HttpRequest) -> HttpResponse:
    """Codes and clocks, no names: a queue is looked at over shoulders."""
    rows = Concern.objects.readable_by(request.user).select_related("lead").order_by("-state", "due_at", "pk")  # what waits stands first
    context = {
        "decides": DECIDES in roles_of(_me(request)),
        "open": rows.open(),
        "closed": rows.filter(state=CLOSED).order_by("-closed_at")[:20],
    }
    return render(request, "safeguarding/queue.html", context)


@leads_only
def concern_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """Everything about one concern, what to do next, and who has read it."""
    concern = _concern(request, public_id)
    steps = steps_of(concern)
    context = {
        "concern": concern,
        "steps": steps,
        "delayed": next((step for step in reversed(steps) if step.kind == "delayed"), None),
        "came_from": came_from_words(concern),
        "note_form": NoteForm(),
        "readers": readers_of(concern),
    }
    return render(request, "safeguarding/concern.html", context)


@leads_only
@require_POST
def take_up_view(request: HttpRequest, public_id: str) -> HttpResponse:
    concern = _concern(request, public_id)
    try:
        take_up(concern=concern, by=_me(request))
    except Refused as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("It is yours now. Whoever raised it is told that somebody looks into it."))
    return redirect(concern)


@dataclass(frozen=True)
class Act:
    """One thing that a lead can do: its page, its form, and the service that does it."""

    title: Any
    button: Any
    says: Any
    form: Callable[[Concern, Any], forms.Form]
    do: Callable[[Concern, User, Any], Any]
    done: Any


ACTS = {
    "note": Act(
        gettext_lazy("Write a note"),
        gettext_lazy("Keep the note"),
        gettext_lazy("It stays as it is. Another note can follow it."),
        lambda _concern, sent: NoteForm(sent),
        lambda concern, me, form: add_note(concern=concern, by=me, text=form.cleaned_data["text"]),
        gettext_lazy("Your note is kept."),
    ),
    "who": Act(
        gettext_lazy("Who is meant?"),
        gettext_lazy("It is about this person"),
        gettext_lazy("Whoever raised it is not told. You cannot change it afterwards."),
        lambda _concern, sent: FindForm(sent),
        lambda concern, me, form: name_person(concern=concern, by=me, person=form.cleaned_data["find"]),
        gettext_lazy("Kept. Those who may read about this person see it now."),
    ),
    "hand-over": Act(
        gettext_lazy("Hand it over"),
        gettext_lazy("Hand it over"),
        gettext_lazy("To another lead, or to yourself when a colleague is away."),
        lambda concern, sent: HandOverForm(sent, leads=[lead for lead in leads_for(concern.person) if lead != concern.lead]),
        lambda concern, me, form: hand_over(concern=concern, by=me, to=form.leads[form.cleaned_data["to"]], text=form.cleaned_data["text"]),
        gettext_lazy("Handed over."),
    ),
    "share": Act(
        gettext_lazy("Tell the person"),
        gettext_lazy("Share this with the person"),
        gettext_lazy("They get a message that there is something to read. From then on they also see who has read this concern."),
        lambda _concern, sent: ShareForm(sent),
        lambda concern, me, form: share(concern=concern, by=me, text=form.cleaned_data["text"]),
        gettext_lazy("Shared. They find it on their page."),
    ),
    "delay": Act(
        gettext_lazy("Not yet: why?"),
        gettext_lazy("Keep the reason"),
        gettext_lazy("People are told about a worry about them as soon as that is safe. Say why it has to wait."),
        lambda _concern, sent: DelayForm(sent),
        lambda concern, me, form: delay_sharing(concern=concern, by=me, choice=form.cleaned_data["choice"]),
        gettext_lazy("Kept."),
    ),
    "close": Act(
        gettext_lazy("Close this concern"),
        gettext_lazy("Close it"),
        gettext_lazy("Nothing can be added afterwards. It stays readable for safeguarding leads until its time is up."),
        lambda _concern, sent: CloseForm(sent),
        lambda concern, me, form: close_concern(
            concern=concern, by=me, text=form.cleaned_data["text"], found_something=form.cleaned_data["found"] == "yes"
        ),
        gettext_lazy("Closed."),
    ),
}


@leads_only
def act_view(request: HttpRequest, public_id: str, act: str) -> HttpResponse:
    """One act on its own page; what was typed is kept when something is missing."""
    if act not in ACTS:
        raise Http404
    doing, concern = ACTS[act], _concern(request, public_id)
    form = doing.form(concern, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            doing.do(concern, _me(request), form)
        except Refused as error:
            refuse(form, error)
        else:
            messages.success(request, doing.done)
            return redirect(
                concern if Concern.objects.readable_by(request.user).filter(pk=concern.pk).exists() else "safeguarding:concerns"
            )
    return answer(request, "safeguarding/act.html", {"concern": concern, "doing": doing, "act": act}, form)
