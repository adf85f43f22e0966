"""Opening a step: the learner's own row and the drawn step of their edition; 404 for what is not theirs or not there."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from courses.editions.rendering import RenderedStep
from courses.models import ModuleEnrolment
from courses.queries import drawn, learning_of, offered_edition


class NotBegun(Http404):
    """The person has no row in this module: not there for them, unless they may begin it."""


def open_step(request: HttpRequest, module: str, step: str) -> tuple[ModuleEnrolment, RenderedStep]:
    """Raises NotBegun, or Http404 for a step that the edition does not have."""
    learning = learning_of(request.user, module)  # type: ignore[arg-type]
    if learning is None:
        raise NotBegun
    rendered = drawn(learning.edition, learning.redaction_count).steps.get(step)  # type: ignore[attr-defined]
    if rendered is None:
        raise Http404
    return learning, rendered


def to_the_beginning(request: HttpRequest, module: str) -> HttpResponse:
    """A link from somebody further on leads to the module's own page, for people who may begin it."""
    if offered_edition(request.user, module) is None:  # type: ignore[arg-type]
        raise Http404
    return redirect("courses:module", module)
