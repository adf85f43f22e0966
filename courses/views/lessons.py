"""/lessons/: lessons that wait for a reader. Readers are no editors, so this is not in the CMS."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.queries.to_read import Waiting, reads_lessons, waiting_for
from courses.services.build_edition import built_step
from courses.services.lesson_workflow import act_on_task
from courses.services.previews import draw
from courses.services.readings import hash_of_step
from lms.core.errors import Refused
from lms.core.http import answer, refuse, sent


class ReadingForm(forms.Form):
    """What a reader says. `seen` is the hash of the words that were on the page."""

    comment = forms.CharField(
        label=gettext_lazy("What you want to say to the editors"), max_length=2000, required=False, widget=forms.Textarea({"rows": 4})
    )
    comment.audience = gettext_lazy("The editors of the course read this.")  # type: ignore[attr-defined]
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    act = forms.ChoiceField(choices=[("approve", ""), ("reject", "")], widget=forms.HiddenInput)

    def clean(self) -> None:
        if self.cleaned_data.get("act") == "reject" and not self.cleaned_data.get("comment"):
            self.add_error("comment", _("Say what should change, so that the editors can."))


@login_required
def lessons_view(request: HttpRequest) -> HttpResponse:
    """What waits for this person."""
    if not reads_lessons(request.user):  # type: ignore[arg-type]
        raise Http404
    return render(request, "courses/lessons.html", {"waiting": waiting_for(request.user)})  # type: ignore[arg-type]


def _waiting(request: HttpRequest, task_state: int) -> Waiting:
    found = next((one for one in waiting_for(request.user) if one.state.pk == task_state), None)  # type: ignore[arg-type]
    if found is None:
        raise Http404
    return found


@login_required
def lesson_view(request: HttpRequest, task_state: int) -> HttpResponse:
    """The draft as learners would meet it, and the two things to say about it."""
    waiting = _waiting(request, task_state)
    draft = waiting.step.get_latest_revision_as_object()
    form = ReadingForm(sent(request), initial={"seen": hash_of_step(built_step(draft))})
    if form.is_valid() and _said(request, waiting, form):
        return redirect("courses:lessons_to_read")
    return answer(request, "courses/lesson.html", {"one": draw(draft), "waiting": waiting, "title": draft.title}, form)


THANKS = {"approve": gettext_lazy("Thank you. Your reading is on record."), "reject": gettext_lazy("The editors have your words.")}


def _said(request: HttpRequest, waiting: Waiting, form: ReadingForm) -> bool:
    """Whether it is on record."""
    act, said = form.cleaned_data["act"], form.cleaned_data
    by: Any = request.user
    try:
        act_on_task(task=waiting.task, state=waiting.state, by=by, action=act, seen_sha256=said["seen"], comment=said["comment"])
    except Refused as error:
        refuse(form, error)
        return False
    messages.success(request, THANKS[act])
    return True
