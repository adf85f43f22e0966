"""/cms/tests/…: an editor makes a test, writes its next version, looks at papers that it would draw, and releases it."""

import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments.models import Quiz
from assessments.queries.paper_drawing import NotDrawn
from assessments.queries.quiz_writing import bank_choices, draft_problems, drawn_paper, named_questions, quiz_writing
from assessments.questions.quiz_checks import quiz_problems
from assessments.quiz_editing.forms import NewQuizForm, TitleForm
from assessments.quiz_editing.reading import definition_of, landing, rearranged
from assessments.quiz_editing.showing import boxes_of
from assessments.services.release_quiz import release_quiz_version
from assessments.services.write_quiz import ChangedMeanwhile, add_quiz, begun, call_quiz, draft_hash, save_quiz_draft
from assessments.views.bank import EDIT
from lms.core.errors import Refused
from lms.core.http import UNPROCESSABLE, sent
from lms.core.permissions import require

DRAFT = "draft"
MOST_SEED = 2**48


def of_editor(request: HttpRequest, quiz_key: str) -> Quiz:
    require(request.user, EDIT)
    return get_object_or_404(Quiz, key=quiz_key)


def new(request: HttpRequest) -> HttpResponse:
    """A test begins with its name and the bank whose questions it asks."""
    require(request.user, EDIT)
    form = NewQuizForm(sent(request))
    if form.is_valid():
        made = add_quiz(**form.cleaned_data, by=request.user)
        return redirect("assessments_quiz_draft", made.key)
    return render(request, "assessments/cms/quiz_new.html", {"form": form}, status=UNPROCESSABLE if form.errors else 200)


def quiz(request: HttpRequest, quiz_key: str) -> HttpResponse:
    """One test: its draft, its versions and what changed between them. POST gives it another title."""
    found = of_editor(request, quiz_key)
    form = TitleForm(sent(request), instance=found)
    if form.is_valid():
        call_quiz(quiz=found, title=form.cleaned_data["title"], by=request.user)
        return redirect("assessments_quiz", quiz_key)
    context = {"screen": quiz_writing(found), "form": form, "shown": draft_hash(found)}
    return render(request, "assessments/cms/quiz.html", context, status=UNPROCESSABLE if form.errors else 200)


def draft(request: HttpRequest, quiz_key: str) -> HttpResponse:
    """Write the next version. Every button keeps what was typed; some move, add or take out a part first."""
    found = of_editor(request, quiz_key)
    if request.method != "POST":
        return draft_page(request, found, begun(found), draft_hash(found))
    button = request.POST.get("do", "")
    if button == "throw-away":
        return thrown_away(request, found)
    typed = rearranged(definition_of(request.POST, begun(found)), button)
    try:
        save_quiz_draft(quiz=found, definition=typed, by=request.user, shown=request.POST.get("shown", ""))
    except ChangedMeanwhile as changed:
        return draft_page(request, found, typed, draft_hash(found), str(changed))
    if button == "done":
        return redirect("assessments_quiz", quiz_key)
    messages.success(request, _("Kept as a draft."))
    return redirect(f"{reverse('assessments_quiz_draft', args=[quiz_key])}#{landing(button, typed)}")


def draft_page(request: HttpRequest, found: Quiz, definition: dict[str, Any], shown: str, refused: str = "") -> HttpResponse:
    context = {
        "quiz": found,
        "boxes": boxes_of(definition, draft_problems(definition), bank_choices(), named_questions(definition)),
        "shown": shown,
        "refused": refused,
    }
    return render(request, "assessments/cms/quiz_write.html", context, status=UNPROCESSABLE if refused else 200)


def thrown_away(request: HttpRequest, found: Quiz) -> HttpResponse:
    """What stood in the draft is gone; versions stay."""
    try:
        save_quiz_draft(quiz=found, definition=None, by=request.user, shown=request.POST.get("shown", ""))
    except ChangedMeanwhile as changed:
        messages.warning(request, str(changed))
    return redirect("assessments_quiz", found.key)


@require_POST
def release(request: HttpRequest, quiz_key: str) -> HttpResponse:
    """The draft becomes the next version: people who start from now on get it. Nobody releases what they have not seen."""
    found = of_editor(request, quiz_key)
    try:
        if found.draft is not None and request.POST.get("shown") != draft_hash(found):
            raise Refused(_("Somebody has changed the draft since you opened this page. Look at it once more, then release it."))
        if found.draft is not None:
            made = release_quiz_version(
                quiz=found, definition=found.draft, by=request.user, note=request.POST.get("note", "")[:200].strip()
            )
            messages.success(request, _("Version {number} is released.").format(number=made.number))
    except Refused as refused:
        messages.warning(request, str(refused))
    return redirect("assessments_quiz", quiz_key)


def paper(request: HttpRequest, quiz_key: str, version: str) -> HttpResponse:
    """A paper as a seed draws it today. The same seed draws the same paper as long as the bank is the same."""
    found = of_editor(request, quiz_key)
    definition = definition_to_draw(found, version)
    typed = request.GET.get("seed", "")
    seed = int(typed) % MOST_SEED if typed.isdecimal() and len(typed) < 20 else secrets.randbelow(10_000)
    context: dict[str, Any] = {"quiz": found, "version": version, "is_draft": version == DRAFT, "seed": seed}
    try:
        context["paper"] = None if quiz_problems(definition) else drawn_paper(definition, seed)
    except NotDrawn as short:
        context["short"] = str(short)
    return render(request, "assessments/cms/quiz_paper.html", context)


def definition_to_draw(found: Quiz, version: str) -> dict[str, Any]:
    if version == DRAFT and found.draft is not None:
        return dict(found.draft)
    if version.isdecimal() and len(version) < 6:
        return dict(get_object_or_404(found.versions, number=int(version)).definition)
    raise Http404
