"""/cms/questions/…: an editor reads a question with all its versions, writes a new one, and says when it may be drawn."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import User
from assessments.models import Question
from assessments.queries.question_bank import question_screen
from assessments.question_forms import KIND_WORDS, AboutForm, ChangedAboutForm, VersionForm
from assessments.question_forms.taking_back import TakeBackForm
from assessments.quiz_states import LENSES
from assessments.services.add_question import add_question
from assessments.services.make_ready import make_ready
from assessments.services.mark_again import foresee
from assessments.services.release_question import release_question_version
from assessments.services.review_question import review_question
from assessments.services.save_question_draft import save_question_draft
from assessments.services.void_part import refuse_part, void_part
from lms.core.errors import Refused
from lms.core.http import UNPROCESSABLE, refuse
from lms.core.ids import normalise
from lms.core.moves import move
from lms.core.permissions import require

EDIT = "assessments.edit_questions"


def of_editor(request: HttpRequest, public_id: str) -> Question:
    require(request.user, EDIT)
    return get_object_or_404(Question.objects.select_related("bank", "origin"), public_id=normalise(public_id))


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
        made = add_question(**about.said, definition=form.definition, by=request.user, note=note)
        return redirect(address(made))
    context = {"about": about, "form": form, "kind": KIND_WORDS[kind]}
    return render(request, "assessments/cms/question_write.html", context, status=UNPROCESSABLE if request.POST else 200)


def version(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write the next version, starting from the newest."""
    found = of_editor(request, public_id)
    newest = found.newest
    begun = found.draft or (newest.definition if newest else {"kind": "single_choice", "stem": "", "options": [], "key": ""})
    kind = begun["kind"]
    form = VersionForm(request.POST or None, kind=kind, definition=begun)
    about = ChangedAboutForm(request.POST or None, instance=found, prefix="about")
    if form.is_valid() and about.is_valid():
        try:
            keep_version(found, form, about.said, request.user)
            return redirect(address(found))
        except Refused as refused:
            refuse(form, refused)
    context = {"question": found, "newest": newest, "form": form, "about": about, "kind": KIND_WORDS[kind]}
    return render(request, "assessments/cms/question_write.html", context, status=UNPROCESSABLE if request.POST else 200)


def keep_version(question: Question, form: VersionForm, about: dict[str, Any], by: User) -> None:
    """Keep what was written as a draft, or release it, whichever button was pressed."""
    if form.is_draft:
        save_question_draft(question=question, definition=form.definition, by=by, about=about)
        return
    release_question_version(question=question, definition=form.definition, by=by, note=form.cleaned_data["note"], about=about)


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


def take_back(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """Take a part of a released version back, or put it back: choose, see what it touches, then be sure."""
    found = of_editor(request, public_id)
    version = get_object_or_404(found.versions, number=number)
    form = TakeBackForm(request.POST or None, version=version)
    foreseen = None
    if form.is_valid():
        try:
            refuse_part(version, form.part, form.cleaned_data["why"], is_void=form.is_void)
            if request.POST.get("do") == "sure":
                void_part(version=version, part=form.part, by=request.user, why=form.cleaned_data["why"], is_void=form.is_void)
                messages.success(request, _("Done. Papers that were handed in are being marked again."))
                return redirect(address(found))
            foreseen = foresee(form.as_void(request.user))
        except Refused as refused:
            refuse(form, refused)
    context = {"question": found, "version": version, "form": form, "foreseen": foreseen}
    return render(request, "assessments/cms/question_take_back.html", context, status=UNPROCESSABLE if form.errors else 200)


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
