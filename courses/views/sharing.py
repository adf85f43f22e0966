"""Reflections that are shared: the act on the step, one's own list, and what the people who run a group were given."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.queries import selves
from courses.editions.rendering import RenderedStep
from courses.models import ModuleEnrolment, SharedReflection
from courses.queries.sharing import cohorts_shared_with, own_shared, shared_in
from courses.services.share_reflection import share_reflection, take_back_shared
from lms.core.errors import Refused
from lms.core.ids import normalise
from lms.core.reads import record_read

KIND = "courses.shared_reflection"


def share_or_take_back(
    request: HttpRequest, learning: ModuleEnrolment, step: RenderedStep, block_id: str, act: str, here: str
) -> HttpResponse:
    """What the buttons below a box that can be shared do. Only such a box can be, whatever was sent."""
    value = step.find("reflection", block_id) or {}
    if value.get("audience") != "shared":
        return redirect(here)
    if act == "take_back":
        _take_back_box(request, learning, step, block_id)
    else:
        _share(request, learning, step, block_id)
    return redirect(f"{here}#b-{block_id}")


def _share(request: HttpRequest, learning: ModuleEnrolment, step: RenderedStep, block_id: str) -> None:
    given_to = request.POST.get(f"{block_id}-given_to", "")
    try:
        share_reflection(learning=learning, person=request.user, step_key=step.key, block_id=block_id, given_to=given_to)  # type: ignore[arg-type]
    except Refused as error:
        messages.warning(request, error.messages[0])
    else:
        messages.success(request, _("It is shared. You can take it back at any time."))


def _take_back_box(request: HttpRequest, learning: ModuleEnrolment, step: RenderedStep, block_id: str) -> None:
    mine = SharedReflection.objects.readable_by(request.user).filter(module_key=learning.module_key)
    for shared in mine.filter(step_key=step.key, block_id=block_id):
        take_back_shared(shared=shared, person=request.user)  # type: ignore[arg-type]
    messages.success(request, _("It is taken back. Only you can read it now."))


@login_required
def own_view(request: HttpRequest) -> HttpResponse:
    """What I shared, with whom, and taking it back."""
    return render(request, "courses/shared.html", {"page": own_shared(request.user, request.GET.get("page"))})  # type: ignore[arg-type]


@login_required
def take_back_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """One press in one's own list."""
    mine = SharedReflection.objects.filter(person__in=selves(request.user))  # type: ignore[arg-type]
    shared = get_object_or_404(mine, public_id=normalise(public_id))
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    take_back_shared(shared=shared, person=request.user)  # type: ignore[arg-type]
    messages.success(request, _("It is taken back. Only you can read it now."))
    return redirect("courses:shared")


@login_required
def cohort_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """What people of a cohort gave to me as one who runs it. That I opened it is kept, and they see it."""
    cohort = get_object_or_404(cohorts_shared_with(request.user), public_id=normalise(public_id))  # type: ignore[arg-type]
    page = shared_in(cohort, request.user, request.GET.get("page"))  # type: ignore[arg-type]
    record_read(
        actor=request.user,
        subjects=[line.shared.person.public_id for line in page],
        record_type=KIND,
        record_ids=[line.shared.public_id for line in page],
        role=page[0].shared.given_to if page.object_list else "",
        request=request,
    )
    return render(request, "courses/manage/shared.html", {"cohort": cohort, "page": page})
