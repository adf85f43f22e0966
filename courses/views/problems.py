"""Something is wrong on this page: telling it (/learn/…/problem/), one's own reports (/problems/), and the editors' list in the CMS."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from courses.forms_problems import AnswerForm, ProblemForm
from courses.models import PageProblem
from courses.queries.page_problems import line_of, own_problems, problems_for_editors
from courses.services.report_problem import answer_problem, report_problem, settle_problem
from lms.core.errors import Refused
from lms.core.http import answer, refuse, sent
from lms.core.ids import normalise
from lms.core.permissions import require

from .opening import open_step

LOOK = "courses.look_at_problem"


@login_required
def report_view(request: HttpRequest, module: str, step: str) -> HttpResponse:
    """Say what is not right on a step that one is on."""
    learning, rendered = open_step(request, module, step)
    form = ProblemForm(sent(request))
    if form.is_valid():
        try:
            report_problem(learning=learning, person=request.user, step_key=rendered.key, **form.cleaned_data)  # type: ignore[arg-type]
        except Refused as error:
            refuse(form, error)
        else:
            return redirect("courses:problem_thanks", module, step)
    return answer(request, "courses/problem.html", {"learning": learning, "step": rendered}, form)


@login_required
def thanks_view(request: HttpRequest, module: str, step: str) -> HttpResponse:
    """It is with the editors."""
    learning, rendered = open_step(request, module, step)
    return render(request, "courses/problem_thanks.html", {"learning": learning, "step": rendered})


@login_required
def own_view(request: HttpRequest) -> HttpResponse:
    """What I told the editors, and what they wrote back."""
    return render(request, "courses/problems.html", {"page": own_problems(request.user, request.GET.get("page"))})  # type: ignore[arg-type]


def editors_list_view(request: HttpRequest) -> HttpResponse:
    """/cms/problems/: everything that learners noticed; open first."""
    require(request.user, LOOK)
    state = "closed" if request.GET.get("state") == "closed" else "open"
    module, step = _uuid(request.GET.get("module", "")), request.GET.get("step", "")
    page = problems_for_editors(state, request.GET.get("page"), module, step)
    of = urlencode({"module": module, "step": step}) if module else ""
    return render(request, "courses/cms/problems.html", {"page": page, "state": state, "of": of})


def _uuid(sent: str) -> UUID | None:
    """A module's key as it was sent; None for what is none, which narrows nothing."""
    try:
        return UUID(sent)
    except ValueError:
        return None


def editors_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """One report: write back, say that it was looked at, take it up again."""
    require(request.user, LOOK)
    problem = get_object_or_404(PageProblem.objects.select_related("edition").defer("edition__content"), public_id=normalise(public_id))
    form = AnswerForm(request.POST if request.POST.get("act") == "answer" else None)
    try:
        if request.method == "POST" and _act(request, problem, form):
            return redirect("courses_problem", problem.public_id.lower())
    except Refused as error:
        refuse(form, error) if form.is_bound else messages.error(request, error.messages[0])
    return answer(request, "courses/cms/problem.html", {"line": line_of(problem), "problem": problem}, form)


def _act(request: HttpRequest, problem: PageProblem, form: AnswerForm) -> bool:
    """Whether something was done. Raises Refused."""
    act = request.POST.get("act", "")
    if act == "answer" and form.is_valid():
        answer_problem(problem=problem, by=request.user, words=form.cleaned_data["words"])  # type: ignore[arg-type]
        messages.success(request, _("Your answer is on its way."))
        return True
    if act in PageProblem.MOVES:
        settle_problem(problem=problem, by=request.user, verb=act)  # type: ignore[arg-type]
        return True
    return False
