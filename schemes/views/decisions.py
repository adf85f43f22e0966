"""/manage/decisions/: the board's cases."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.queries import acts_as, are_one, is_on_break
from accounts.services import relate
from lms.core import clock
from lms.core.errors import Refused
from lms.core.http import answer, refuse
from lms.core.ids import normalise
from lms.core.permissions import allowed
from lms.core.reads import record_read
from schemes.board import decided_lately, decision_screen, newest_report, queue, tie_words
from schemes.conflicts import ties_to
from schemes.forms import DecideForm
from schemes.legal_names import may_open
from schemes.models import Application, CaseReport
from schemes.services import decide, make_report
from schemes.views.guards import SignedInRequest, board_only, board_or_inspection, sent


@board_or_inspection
def queue_view(request: SignedInRequest) -> HttpResponse:
    may_decide = allowed(request.user, "schemes.decide_application")
    return answer(request, "schemes/queue.html", {"cases": queue(), "decided": decided_lately(clock.today()), "may_decide": may_decide})


@board_or_inspection
def decision_view(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The frozen report, then the decision. Somebody with a tie sees that there is one, and not the case."""
    application = _case(request, public_id)
    if ties := ties_to(request.user, application.person):
        return answer(request, "schemes/tied.html", {"application": application, "ties": tie_words(ties)})
    report = _report(application, request.POST.get("report") or request.GET.get("report", ""))
    screen = decision_screen(application, request.user, report)
    screen["on_break"] = application.is_waiting and is_on_break(application.person)
    form = DecideForm(sent(request), initial={"report": report.public_id}, until=_until(screen))
    screen["may_decide"] = allowed(request.user, "schemes.decide_application")
    screen["opens_legal_name"] = may_open(request.user, application)
    if request.method == "POST" and screen["may_decide"] and form.is_valid() and _decided(request, application, report, form):
        return redirect("schemes:decisions")
    record_read(
        actor=request.user,
        subjects=[application.person.public_id],
        record_type="schemes.case",
        role=acts_as(request.user, "board"),
        request=request,
    )
    return answer(request, "schemes/decision.html", screen, form)


def _decided(request: SignedInRequest, application: Application, report: CaseReport, form: DecideForm) -> bool:
    said = {name: form.cleaned_data[name] for name in ("outcome", "reasons", "no_conflict")}
    try:
        decide(application=application, by=request.user, report=report, **said)
    except Refused as error:
        refuse(form, error)
        return False
    messages.success(request, _("Your decision is recorded. The person is told that there is news."))
    return True


def _until(screen: dict[str, Any]) -> str:
    last = screen["until"]
    return _("From today until %(day)s") % {"day": date_format(last, "j F Y")} if last else _("From today")


@board_only
@require_POST
def new_report_view(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Work the report out again, with what came in since."""
    application = _case(request, public_id)
    if application.is_waiting and not ties_to(request.user, application.person):
        make_report(application=application)
    return redirect("schemes:decision", public_id=application.public_id)


@board_only
def step_aside_view(request: SignedInRequest, public_id: str) -> HttpResponse:
    """I should not decide this one: say so once, and the case leaves my hands. No reason is asked."""
    application = _case(request, public_id)
    if request.method == "POST":
        if not are_one(request.user, application.person_id):
            relate(kind="conflict", by=request.user, of=application.person)
        messages.success(request, _("Thank you for saying so. Somebody else on the board decides this case."))
        return redirect("schemes:decisions")
    return answer(request, "schemes/step_aside.html", {"application": application})


def _case(request: SignedInRequest, public_id: str) -> Application:
    cases = Application.objects.readable_by(request.user).select_related("person", "scheme_version__scheme", "credential_type")
    return get_object_or_404(cases, public_id=normalise(public_id), sent_at__isnull=False)


def _report(application: Application, ref: str) -> CaseReport:
    found = newest_report(application, ref)
    if found is None:
        raise Http404
    return found
