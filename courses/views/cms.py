"""Screens of the CMS about editions: releasing one, standing for its words, inviting those who stayed, withdrawing a step."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.log_actions import log

from courses.models import Module
from courses.models.editions import CHANGES, PERSPECTIVES
from courses.models.must_reads import WHY
from courses.models.withdrawals import REASONS
from courses.queries.release_screen import ReleaseScreen, release_screen
from courses.queries.who_is_on import FEWEST, shown
from courses.queries.withdrawals import steps_of_module
from courses.services.build_edition import edition_of
from courses.services.invite_to_newer import invite_to_newer
from courses.services.readings import read_from
from courses.services.release_checks import checks_of_module
from courses.services.release_edition import release_edition
from courses.services.review_module import review_module
from courses.services.withdraw_step import restore_step, withdraw_step
from courses.services.words_that_stay import open_questions
from lms.core.errors import Refused
from lms.core.http import answer, refuse, sent
from lms.core.permissions import allowed, require


class ReleaseForm(forms.Form):
    """What kind of change it is, for the record and for who gets it."""

    change = forms.ChoiceField(label=gettext_lazy("Kind of change"), choices=CHANGES, widget=forms.RadioSelect)
    note = forms.CharField(
        label=gettext_lazy("What changed, in one line"), max_length=300, required=False,
        help_text=gettext_lazy("Learners read it when they may choose a newer version."),
    )  # fmt: skip
    effective_from = forms.DateTimeField(
        label=gettext_lazy("In effect from"), required=False, help_text=gettext_lazy("Leave it empty for now."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )  # fmt: skip
    reason = forms.ChoiceField(
        label=gettext_lazy("Why everybody has to read it"), choices=[("", gettext_lazy("It is no must-read")), *WHY], required=False
    )
    words = forms.CharField(
        label=gettext_lazy("What changed and why"), max_length=1200, required=False,
        widget=forms.Textarea(attrs={"rows": 4, "data-audience": gettext_lazy("everybody who had begun the module")}),
        help_text=gettext_lazy("Only for a must-read. Everybody who had begun the module reads it once, also who has completed it."),
    )  # fmt: skip
    seen = forms.CharField(required=False, max_length=8, widget=forms.HiddenInput)


class WithdrawForm(forms.Form):
    """Why a step goes, or that it comes back."""

    step_key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    reason = forms.ChoiceField(label=gettext_lazy("Why"), choices=REASONS, required=False)
    note = forms.CharField(label=gettext_lazy("For the record (editors read it)"), max_length=300, required=False)


def _module(request: HttpRequest, page_id: int) -> Module:
    """The module, for somebody who may publish it and release editions; 404 or PermissionDenied otherwise."""
    module = get_object_or_404(Module, pk=page_id)
    if not module.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return module


def _screen(module: Module) -> ReleaseScreen:
    built = edition_of(module)
    return release_screen(module, built, checks_of_module(module, built))


def _perspectives(screen: ReleaseScreen, user: Any) -> list[tuple[str, Any, bool, bool]]:
    """Each perspective: key, words, whether somebody read from it, and whether this editor may."""
    have = read_from(screen.built)
    return [(key, words, key in have, allowed(user, f"courses.review_as_{key}", screen.module)) for key, words in PERSPECTIVES]


def release_view(request: HttpRequest, page_id: int) -> HttpResponse:
    """Checks, what is different, what changes for whom, and the button."""
    module = _module(request, page_id)
    require(request.user, "courses.release_edition", module)
    screen = _screen(module)
    seen = screen.previous.number if screen.previous else ""
    ticked = request.POST.getlist("stays")
    form = ReleaseForm(sent(request), initial={"change": screen.change, "seen": seen})
    if request.method == "POST" and form.is_valid():
        try:
            edition = release_edition(module=module, by=request.user, stays=ticked, **form.cleaned_data)  # type: ignore[arg-type]
        except Refused as error:
            refuse(form, error)
        else:
            messages.success(request, _("Edition %(number)s is released.") % {"number": edition.number})
            return redirect("wagtailadmin_pages:edit", module.pk)
    context = {"screen": screen, "module": module, "perspectives": _perspectives(screen, request.user), "seen": seen}
    context |= {"asked": open_questions(module), "ticked": ticked}
    return answer(request, "courses/cms/release.html", context, form)


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


@require_POST
def invite_view(request: HttpRequest, page_id: int) -> HttpResponse:
    """One message to everybody who is half-way through an older version."""
    module = _module(request, page_id)
    try:
        count = invite_to_newer(module_key=module.module_key, by=request.user)  # type: ignore[arg-type]
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _told(shown(count)))
    return redirect("courses_release", module.pk)


def _told(people: int | None) -> str:
    """Too few to be counted before an editor's eyes are told of without a number."""
    if people is None:
        return _("Fewer than %(fewest)s people are told.") % {"fewest": FEWEST}
    return _("%(n)s people are told.") % {"n": people} if people else _("There was nobody to tell.")


def withdraw_view(request: HttpRequest, page_id: int) -> HttpResponse:
    """Every step that any edition has: what it is now, and the way to put it aside or back."""
    module = _module(request, page_id)
    require(request.user, "courses.withdraw_step", module)
    form = WithdrawForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            message = _withdraw(request, module, **form.cleaned_data)
        except Refused as error:
            refuse(form, error)
        else:
            messages.success(request, message)
            return redirect("courses_withdraw", module.pk)
    steps = [(step, WithdrawForm(initial={"step_key": step.key}, auto_id=f"{step.key}-%s")) for step in steps_of_module(module.module_key)]
    return answer(request, "courses/cms/withdraw.html", {"module": module, "steps": steps}, form)


def _withdraw(request: HttpRequest, module: Module, step_key: str, reason: str, note: str) -> str:
    """Do it, write it into the log of the CMS, and say it."""
    act: Any = {"module_key": module.module_key, "step_key": step_key, "by": request.user, "note": note}
    if request.POST.get("act") == "restore":
        restore_step(**act)
        log(instance=module, action="courses.restore_step", user=request.user, data={"step": step_key})
        return _("The step is back in its place.")
    withdraw_step(**act, reason=reason)
    log(instance=module, action="courses.withdraw_step", user=request.user, data={"step": step_key, "reason": reason})
    return _("The step is put aside. Learners find a short notice in its place.")
