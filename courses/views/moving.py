"""/learn/<module>/newer/ and /learn/<module>/must-read/<number>/: when what somebody learns has changed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from courses.models import ModuleEdition, ModuleEnrolment
from courses.queries import module_screen
from courses.queries.must_reads import must_read_at
from courses.services.move_to_newer import move_to_newer
from courses.services.read_must_read import read_must_read
from lms.core.errors import Refused


@login_required
def newer_view(request: HttpRequest, module: str) -> HttpResponse:
    """What exactly carries over to the newer version, and the choice. Moving is the learner's own act, and a second press no mistake."""
    screen = module_screen(request.user, module)  # type: ignore[arg-type]
    if screen is None or screen.line.learning is None:
        raise Http404
    if request.method == "POST":
        if screen.newer and request.POST.get("number", screen.newer.edition.number) != screen.newer.edition.number:
            messages.info(request, _("A newer version has come in the meantime. Here is what moving to it would mean."))
            return redirect("courses:newer", module)
        return _move(request, screen.line.learning, screen.newer.edition if screen.newer else screen.line.edition)
    if screen.newer is None:
        raise Http404
    return render(request, "courses/newer.html", {"screen": screen, "newer": screen.newer})


def _move(request: HttpRequest, learning: ModuleEnrolment, edition: ModuleEdition) -> HttpResponse:
    """To the module's page, which says where the learner is now: moved, moved already, or done with the module."""
    try:
        move_to_newer(learning=learning, edition=edition)
    except Refused as error:
        messages.info(request, str(error))
    else:
        messages.success(request, _("You are on version %(number)s now.") % {"number": edition.number})
    return redirect("courses:module", edition.slug)


@login_required
def must_read_view(request: HttpRequest, module: str, number: str) -> HttpResponse:
    """The card on a page of its own; "I have read this" leads back home. It can be looked up again later."""
    found = must_read_at(request.user, module, number)  # type: ignore[arg-type]
    if found is None:
        raise Http404
    card, is_read = found
    if request.method == "POST":
        read_must_read(must_read=card.must_read, person=request.user)  # type: ignore[arg-type]
        messages.success(request, _("Thank you. Nothing else is asked of you."))
        return redirect("desk:home")
    return render(request, "courses/must_read.html", {"card": card, "is_read": is_read})
