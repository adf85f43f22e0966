"""/taught/: what somebody was taught, edition by edition, to be printed as it stood."""

from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.queries import roles_of
from courses.models.editions import PERSPECTIVES
from courses.queries.taught import learner_for, printable, printed, taught_to
from lms.core.http import answer
from lms.core.ids import normalise
from lms.core.reads import record_read


@login_required
def mine_view(request: HttpRequest) -> HttpResponse:
    """The editions that I was taught from."""
    person: User = request.user  # type: ignore[assignment]
    return render(request, "courses/taught.html", {"lines": taught_to(person), "called": ""})


class FindForm(forms.Form):
    """Whose editions are looked for."""

    ref = forms.CharField(label=_("Reference of the person"), max_length=20, help_text=_("Ten letters and figures. No name is asked."))


@login_required
def find_view(request: HttpRequest) -> HttpResponse:
    """Where an inspection starts from a reference on paper. Nobody is found who is not the reader's to look at."""
    reader: User = request.user  # type: ignore[assignment]
    if not {"manager", "inspector", "quality"} & roles_of(reader):
        raise Http404
    form = FindForm(request.GET if "ref" in request.GET else None)
    if form.is_valid():
        looked = learner_for(reader, normalise(form.cleaned_data["ref"]))
        if looked:
            return redirect("courses:taught_of", looked.person.public_id.lower())
        form.add_error("ref", _("No learner of yours has this reference."))
    return answer(request, "courses/taught_find.html", {}, form)


@login_required
def theirs_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """A learner's editions, for those who run or inspect their course and for quality assurers. Each look is kept."""
    reader: User = request.user  # type: ignore[assignment]
    looked = learner_for(reader, normalise(public_id))
    if looked is None:
        raise Http404
    subjects, role = [looked.person.public_id], looked.role
    record_read(actor=reader, subjects=subjects, record_type="courses.taught", mode="list", role=role, request=request)
    return render(request, "courses/taught.html", {"lines": looked.lines, "called": looked.called})


@login_required
def print_view(request: HttpRequest, module_key: UUID, number: str) -> HttpResponse:
    """One edition, all of it, as it was released. It names nobody who learns."""
    found = printable(request.user, module_key, number)  # type: ignore[arg-type]
    if found is None:
        raise Http404
    edition, as_record = found
    read_by = [words for key, words in PERSPECTIVES if key in edition.reviewed_as]
    context = {"edition": edition, "as_record": as_record, "steps": printed(edition, as_record), "read_by": read_by}
    return render(request, "courses/taught_print.html", context)
