"""Screens of the CMS: releasing an edition, standing for its words, taking a story back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.log_actions import log

from courses.editions.structure import fingerprint, next_number
from courses.models import Module, ModuleEdition, StoryConsent
from courses.models.editions import CHANGES, PERSPECTIVES
from courses.services.build_edition import edition_of
from courses.services.readings import read_from
from courses.services.release_checks import checks_of_module
from courses.services.release_edition import release_edition
from courses.services.review_module import review_module
from courses.services.take_back_story import take_back_story
from lms.core.errors import Refused
from lms.core.http import refuse
from lms.core.permissions import allowed, require


class ReleaseForm(forms.Form):
    """What kind of change it is, for the record and for who gets it."""

    change = forms.ChoiceField(label=gettext_lazy("Kind of change"), choices=CHANGES, widget=forms.RadioSelect)
    note = forms.CharField(label=gettext_lazy("What changed, in one line"), max_length=300, required=False)
    effective_from = forms.DateTimeField(
        label=gettext_lazy("In effect from"), required=False, help_text=gettext_lazy("Leave it empty for now."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )  # fmt: skip


def _module(request: HttpRequest, page_id: int) -> Module:
    """The module, for somebody who may publish it and release editions; 404 or PermissionDenied otherwise."""
    module = get_object_or_404(Module, pk=page_id)
    if not module.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return module


def _screen(module: Module, user: Any) -> dict[str, Any]:
    """What would be released, what stops it, and who moves."""
    built = edition_of(module)
    previous = ModuleEdition.objects.light().filter(module_key=module.module_key).order_by("-pk").first()
    same = bool(previous and previous.fingerprint == fingerprint(built.content))
    findings = checks_of_module(module, built)
    have = read_from(built)
    return {
        "module": module, "built": built, "previous": previous, "is_same_shape": same, "change": "fix" if same else "new",
        "number": next_number(previous.number if previous else None, "fix" if same else "new"),
        "stops": [pair for pair in findings if pair[1].level == "stop"], "asks": [pair for pair in findings if pair[1].level == "ask"],
        "is_unchanged": bool(previous and previous.sha256 == built.sha256),
        "perspectives": [(key, words, key in have, allowed(user, f"courses.review_as_{key}", module)) for key, words in PERSPECTIVES],
        "learners": previous.learners.count() if previous else 0,
    }  # fmt: skip


def release_view(request: HttpRequest, page_id: int) -> HttpResponse:
    """Checks, what changes for whom, and the button."""
    module = _module(request, page_id)
    require(request.user, "courses.release_edition", module)
    screen = _screen(module, request.user)
    form = ReleaseForm(request.POST or None, initial={"change": screen["change"]})
    if request.method == "POST" and form.is_valid():
        try:
            edition = release_edition(module=module, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except Refused as error:
            refuse(form, error)
        else:
            messages.success(request, _("Edition %(number)s is released.") % {"number": edition.number})
            return redirect("wagtailadmin_pages:edit", module.pk)
    return render(request, "courses/cms/release.html", {**screen, "form": form}, status=422 if form.errors else 200)


@require_POST
def review_view(request: HttpRequest, page_id: int) -> HttpResponse:
    """Somebody says that they have read these words and stand for them."""
    module = _module(request, page_id)
    perspective = request.POST.get("perspective", "")
    if perspective not in dict(PERSPECTIVES):
        raise PermissionDenied
    review_module(module=module, perspective=perspective, by=request.user)  # type: ignore[arg-type]
    log(instance=module, action="courses.review", user=request.user, data={"perspective": perspective})
    messages.success(request, _("Thank you. Your reading is on record."))
    return redirect("courses_release", module.pk)


def take_back_view(request: HttpRequest, pk: int) -> HttpResponse:
    """One press on a page of its own takes the words out of every edition."""
    consent = get_object_or_404(StoryConsent, pk=pk)
    require(request.user, "courses.take_back_story", consent)
    if request.method == "POST":
        count = take_back_story(consent=consent, by=request.user, reason=_("The author took it back."))  # type: ignore[arg-type]
        messages.success(request, _("The words are gone from %(count)s editions.") % {"count": count})
        return redirect("wagtailsnippets_courses_storyconsent:list")
    return render(request, "courses/cms/take_back.html", {"consent": consent})
