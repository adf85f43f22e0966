"""A strong note on a screen of its own, before anything hard is on the page (ux.md 4.2). Each choice is one press and needs no reason."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from courses.editions.completing import route_of
from courses.editions.rendering import RenderedStep
from courses.models import ModuleEnrolment
from courses.services.finish_step import take_other_route
from courses.services.keep_place import keep_place

from .opening import open_step
from .step import SEEN, show_step


@login_required
def note_view(request: HttpRequest, module: str, step: str) -> HttpResponse:
    """The note with its choices. Going on and going later leave no trace; another route is kept until the module is complete."""
    learning, rendered = open_step(request, module, step)
    if request.method == "POST" and request.POST.get("act") == "route" and route_of(rendered.note):
        return _other_route(request, learning, rendered)
    if request.method == "POST":
        seen = [*request.session.get(SEEN, []), f"{learning.pk}:{rendered.key}"]
        request.session[SEEN] = seen[-200:]
        return redirect("courses:step", module, step)
    if not rendered.is_strong:
        return redirect("courses:step", module, step)
    keep_place(learning=learning, step_key=rendered.key)
    return show_step(request, learning, rendered, template="note")


def _other_route(request: HttpRequest, learning: ModuleEnrolment, step: RenderedStep) -> HttpResponse:
    """To the step that shows the same; to the module when that one was done before."""
    other = route_of(step.note)
    if step.open_route is None:
        # Pressed on a page from before that step went away: the hard step is not what was chosen.
        messages.info(request, _("The other step is being looked after just now. Please choose another way."))
        return redirect("courses:note", learning.edition.slug, step.slug)
    held = take_other_route(learning=learning, step_key=step.key)
    slugs = {line["key"]: line["slug"] for line in learning.edition.outline["steps"]}
    slug = learning.edition.slug
    if step.key in held.steps_done:
        messages.success(request, _("You have done the other step already, so this one is done too."))
        return redirect("courses:module", slug)
    return redirect("courses:step", slug, slugs[other]) if other in slugs else redirect("courses:module", slug)
