"""/learn/<module>/print/: the whole module, or one step (`?step=`), on one page for paper."""

from dataclasses import replace

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString

from courses.editions.rendering import RenderedStep
from courses.queries import drawn, learning_of


@login_required
def print_view(request: HttpRequest, module: str) -> HttpResponse:
    """The steps of the learner's own edition. Hard parts come in their short version unless `?all` asks for everything."""
    learning = learning_of(request.user, module)  # type: ignore[arg-type]
    if learning is None:
        raise Http404
    steps = list(drawn(learning.edition, learning.redaction_count).steps.values())  # type: ignore[attr-defined]
    only = request.GET.get("step", "")
    chosen = [step for step in steps if not only or step.slug == only]
    if not chosen:
        raise Http404
    chosen = [_for_paper(step, module) for step in chosen]
    context = {"learning": learning, "steps": chosen, "only": only, "is_whole": "all" in request.GET}
    return render(request, "courses/print.html", {**context, "has_strong": any(step.is_strong for step in chosen)})


def _for_paper(step: RenderedStep, module: str) -> RenderedStep:
    """The landing line of a step leads to the step's own break page, and says so relative to the step."""
    break_url = reverse("courses:break", args=[module, step.slug])
    parts = [replace(part, html=SafeString(part.html.replace('href="break/"', f'href="{break_url}"'))) for part in step.parts]
    return replace(step, parts=tuple(parts))
