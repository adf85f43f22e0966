"""/learn/<module>/<step>/: one step. Everything typed is kept whichever button is pressed, with and without JavaScript."""

import secrets
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseForbidden,
    HttpResponseNotAllowed,
    JsonResponse,
)
from django.shortcuts import redirect, render
from django.urls import reverse

from courses.editions.rendering import RenderedStep
from courses.forms import STORY, autosave_answer, box_of, is_writer, place_of_box, pressed, second_of, step_forms
from courses.models import ModuleEnrolment
from courses.models.journal import NOTE_TO_SELF
from courses.queries import step_screen
from courses.services.finish_step import finish_step
from courses.services.keep_place import keep_place, keep_second
from courses.services.step_answers import Kept, keep_answers
from courses.services.write_journal import write_journal
from lms.core.display import display_of
from lms.core.errors import Refused
from lms.core.http import read_about_leaving

from .opening import NotBegun, open_step, to_the_beginning
from .sharing import share_or_take_back

SEEN = "notes_seen"


def _waits_at_note(request: HttpRequest, learning: ModuleEnrolment, step: RenderedStep) -> bool:
    """A strong note comes first, once in each session: whether somebody is up to it is asked anew another day."""
    wants_none = display_of(request).notes == "none"
    return step.is_strong and not wants_none and f"{learning.pk}:{step.key}" not in request.session.get(SEEN, [])


@login_required
def step_view(request: HttpRequest, module: str, step: str) -> HttpResponse:
    """Show a step; on POST keep everything typed and do what the pressed button says."""
    try:
        learning, rendered = open_step(request, module, step)
    except NotBegun:
        return to_the_beginning(request, module)
    if request.method == "POST":
        return _answer_post(request, learning, rendered)
    if _waits_at_note(request, learning, rendered):
        return redirect("courses:note", module, step)
    if rendered.may_be_watched and (first := read_about_leaving(request)):
        return first
    # Where somebody reads is kept on GET: no judgement hangs on it, and coming back to the place is the promise.
    keep_place(learning=learning, step_key=rendered.key)
    return show_step(request, learning, rendered)


def show_step(
    request: HttpRequest, learning: ModuleEnrolment, step: RenderedStep, kept: Kept | None = None, template: str = "step"
) -> HttpResponse:
    problems = kept.problems if kept else {}
    shown = (kept.typed, problems, kept.under_way) if kept else ()
    screen = step_screen(learning, step, request.user, *shown)  # type: ignore[arg-type]
    context: dict[str, Any] = {
        "screen": screen,
        "page_has_errors": bool(problems),
        "window": secrets.token_hex(8),
        "leave_here": step.may_be_watched,
    }
    return render(request, f"courses/{template}.html", context, status=422 if problems else 200)


def _answer_post(request: HttpRequest, learning: ModuleEnrolment, step: RenderedStep, template: str = "step") -> HttpResponse:
    """Keep first, then go: to the answer's feedback, the break page or the next step. Stay when something needs a choice."""
    kept = keep_answers(person=request.user, learning=learning, step=step, sent=step_forms(step, request.POST))  # type: ignore[arg-type]
    act, block_id = pressed(request.POST)
    here = reverse(f"courses:{template}", args=[learning.edition.slug, step.slug])
    if kept.problems or kept.under_way:
        return show_step(request, learning, step, kept, template)
    if kept.clashes:
        return redirect(f"{here}#c-{kept.clashes[0]}")
    if act in ("share", "take_back"):
        return share_or_take_back(request, learning, step, block_id, act, here)
    if act == "check" or act in STORY:
        return redirect(f"{here}#f-{block_id}" if block_id in kept.answered else f"{here}#b-{block_id}")
    if act in ("next", "finish"):
        return _go_on(learning, step)
    return redirect("courses:break", learning.edition.slug, step.slug)


def _go_on(learning: ModuleEnrolment, step: RenderedStep) -> HttpResponse:
    """The step is done: open the next one, or the module's page after the last."""
    slugs = [line["slug"] for line in learning.edition.outline["steps"]]
    place = slugs.index(step.slug)
    finish_step(learning=learning, step_key=step.key)
    if place + 1 < len(slugs):
        return redirect("courses:step", learning.edition.slug, slugs[place + 1])
    return redirect("courses:module", learning.edition.slug)


@login_required
def short_view(request: HttpRequest, module: str, step: str) -> HttpResponse:
    """The short version of a hard step, with the same practice."""
    learning, rendered = open_step(request, module, step)
    if not (rendered.note and rendered.note.get("short_version")):
        raise Http404
    if request.method == "POST":
        return _answer_post(request, learning, rendered, "short")
    keep_place(learning=learning, step_key=rendered.key)
    return show_step(request, learning, rendered, template="short")


@login_required
def break_view(request: HttpRequest, module: str, step: str) -> HttpResponse:
    """A quiet page. The place is kept; nothing else is needed."""
    learning, rendered = open_step(request, module, step)
    keep_place(learning=learning, step_key=rendered.key)
    return render(request, "courses/break.html", {"learning": learning, "step": rendered})


@login_required
def autosave_view(request: HttpRequest, module: str, step: str, block_id: str) -> HttpResponse:
    """Save one reflection while it is being written: JSON for the page's own script. 409 when another device wrote too."""
    learning, rendered = open_step(request, module, step)
    if block_id != NOTE_TO_SELF and rendered.find("reflection", block_id) is None:
        raise Http404
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not is_writer(request):
        return HttpResponseForbidden()
    place = place_of_box(learning, rendered, block_id)
    keep_place(learning=learning, step_key=rendered.key, block_id=block_id)
    try:
        saved = write_journal(person=request.user, place=place, **box_of(request.POST))  # type: ignore[arg-type]
    except Refused as error:
        return JsonResponse({"messages": error.messages}, status=422)
    return autosave_answer(saved)


@login_required
def place_view(request: HttpRequest, module: str, step: str) -> HttpResponse:
    """How far somebody is in a video or a recording, from the page's own script. Nothing comes back."""
    learning, rendered = open_step(request, module, step)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    where = second_of(request.POST)
    if where is None or not rendered.shows(where["block_id"]):
        return HttpResponseBadRequest()
    keep_second(learning=learning, step_key=rendered.key, **where)
    return HttpResponse(status=204)
