"""/cms/questions/…: an editor reads a question with all its versions, writes a new one, and says when it may be drawn."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments.models import Question
from assessments.queries.question_bank import question_screen
from assessments.question_forms import KIND_WORDS, AboutForm, VersionForm
from assessments.quiz_states import LENSES
from assessments.services.add_question import add_question
from assessments.services.make_ready import make_ready
from assessments.services.release_question import release_question_version
from assessments.services.review_question import review_question
from lms.core.errors import Refused
from lms.core.http import UNPROCESSABLE, refuse
from lms.core.ids import normalise
from lms.core.moves import move
from lms.core.permissions import require

EDIT = "assessments.edit_questions"


def of_editor(request: HttpRequest, public_id: str) -> Question:
    require(request.user, EDIT)
    return get_object_or_404(Question.objects.select_related("bank"), public_id=normalise(public_id))


def address(question: Question) -> str:
    return reverse("assessments_question", args=[question.public_id])


def question(request: HttpRequest, public_id: str) -> HttpResponse:
    """One question, its versions, and what can be done with it."""
    found = of_editor(request, public_id)
    return render(request, "assessments/cms/question.html", {"screen": question_screen(found, request.user)})


def new(request: HttpRequest) -> HttpResponse:
    """A new question: choose its kind first, then write it. It begins as a draft with one released version."""
    require(request.user, EDIT)
    kind = request.GET.get("kind", "")
    if kind not in KIND_WORDS:
        return render(request, "assessments/cms/question_kinds.html", {"kinds": KIND_WORDS.items()})
    about, form = AboutForm(request.POST or None, prefix="about"), VersionForm(request.POST or None, kind=kind)
    if about.is_valid() and form.is_valid():
        note = form.cleaned_data["note"]
        made = add_question(**about.cleaned_data, definition=form.definition, by=request.user, note=note)
        return redirect(address(made))
    context = {"about": about, "form": form, "kind": KIND_WORDS[kind]}
    return render(request, "assessments/cms/question_write.html", context, status=UNPROCESSABLE if request.POST else 200)


def version(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write the next version, starting from the newest."""
    found = of_editor(request, public_id)
    newest = found.newest
    kind = newest.kind if newest else "single_choice"
    form = VersionForm(request.POST or None, kind=kind, definition=newest.definition if newest else None)
    if form.is_valid():
        try:
            release_question_version(question=found, definition=form.definition, by=request.user, note=form.cleaned_data["note"])
            return redirect(address(found))
        except Refused as refused:
            refuse(form, refused)
    context = {"question": found, "newest": newest, "form": form, "kind": KIND_WORDS[kind]}
    return render(request, "assessments/cms/question_write.html", context, status=UNPROCESSABLE if request.POST else 200)


@require_POST
def change_state(request: HttpRequest, public_id: str) -> HttpResponse:
    """Offer for review, make ready, retire or bring back."""
    found = of_editor(request, public_id)
    verb = request.POST.get("verb", "")
    try:
        if verb == "make_ready":
            make_ready(question=found, by=request.user)
        elif verb in Question.MOVES:
            move(found, verb, by=request.user)
    except Refused as refused:
        messages.warning(request, str(refused))
    return redirect(address(found))


@require_POST
def review(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say that the newest version was read, and with which eyes."""
    require(request.user, "assessments.review_questions")
    found = get_object_or_404(Question, public_id=normalise(public_id))
    newest, lens = found.newest, request.POST.get("lens", "")
    if newest is not None and lens in LENSES:
        review_question(version=newest, lens=lens, by=request.user)
        messages.success(request, _("Thank you. Your reading is on record."))
    return redirect(address(found))
