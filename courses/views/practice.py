"""/practice/: branching stories, one scene a page. Any number of tries; nobody else reads them; everything works without scripts."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from courses.forms import whole_number
from courses.models import ScenarioRun
from courses.queries import learning_of
from courses.queries.practice import ScenarioLine, practice_of, run_screen, scenario_line, value_of
from courses.services.play_scenario import begin_scenario, choose
from lms.core.errors import Refused
from lms.core.ids import normalise


def _line(request: HttpRequest, module: str, block_id: str) -> ScenarioLine:
    learning = learning_of(request.user, module)  # type: ignore[arg-type]
    line = scenario_line(learning, block_id) if learning else None
    if line is None:
        raise Http404
    return line


@login_required
def practice_view(request: HttpRequest) -> HttpResponse:
    """Every scenario of the editions that one learns with."""
    return render(request, "courses/practice.html", {"lines": practice_of(request.user)})  # type: ignore[arg-type]


@login_required
def scenario_view(request: HttpRequest, module: str, block_id: str) -> HttpResponse:
    """What the story is about, the way in, and one's tries. `?on` leads into the try that waits."""
    line = _line(request, module, block_id)
    if request.method == "POST":
        run = begin_scenario(learning=line.learning, step_key=line.step.key, block_id=block_id)
        return redirect("courses:run", module, block_id, run.public_id.lower())
    if "on" in request.GET and line.begun:
        return redirect("courses:run", module, block_id, line.begun.public_id.lower())
    return render(request, "courses/scenario.html", {"line": line, "tries": [run_screen(run, line) for run in reversed(line.ended)]})


@login_required
def run_view(request: HttpRequest, module: str, block_id: str, public_id: str) -> HttpResponse:
    """One scene with its choices; at the end the way that was taken and what it protected."""
    line = _line(request, module, block_id)
    mine = ScenarioRun.objects.readable_by(request.user).select_related("edition").defer("edition__content")
    run = get_object_or_404(mine, public_id=normalise(public_id), block_id=block_id, module_enrolment=line.learning)
    if request.method == "POST":
        return _choose(request, module, run)
    return render(request, "courses/run.html", {"screen": run_screen(run, line, whole_number(request.GET.get("at"), None))})


def _choose(request: HttpRequest, module: str, run: ScenarioRun) -> HttpResponse:
    """Each scene has an address, so that the browser's Back leads to the scene before."""
    number = whole_number(request.POST.get("number"), len(run.path))
    try:
        run = choose(run=run, value=value_of(run), number=number, choice_id=request.POST.get("choice", ""))
    except Refused as error:
        messages.error(request, error.messages[0])
        return redirect("courses:run", module, run.block_id, run.public_id.lower())
    return redirect(f"{reverse('courses:run', args=[module, run.block_id, run.public_id.lower()])}?at={number + 1}")
