"""/record/ and /apply/: what I still need, what I sign, and my application."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from accounts.queries import selves
from lms.core.errors import Refused
from lms.core.http import answer, refuse
from lms.core.ids import normalise
from schemes.forms import ApplyForm, SignForm
from schemes.legal_names import asks
from schemes.models import Application, Scheme, StatementVersion
from schemes.presenting import Shown
from schemes.screens import application_of, case_screen, held_already, record_screen, schemes_screen, statement_asked, version_for
from schemes.services import apply, sign_statement, start_application, withdraw
from schemes.views.guards import SignedInRequest, sent


@login_required
def record_view(request: SignedInRequest) -> HttpResponse:
    return answer(request, "schemes/record.html", record_screen(request.user))


@login_required
def schemes_view(request: SignedInRequest) -> HttpResponse:
    return answer(request, "schemes/schemes.html", {"lines": schemes_screen(request.user)})


@login_required
def needs_view(request: SignedInRequest, code: str) -> HttpResponse:
    """What do I still need? Pinned to the version of an open application, else the newest in force."""
    scheme = get_object_or_404(Scheme, code=code)
    application = application_of(request.user, scheme)
    version, report = version_for(request.user, scheme, application)
    context = {"scheme": scheme, "version": version, "report": report, "shown": Shown(report), "application": application}
    context |= {"newest": scheme.versions.in_force().last(), "held": held_already(request.user, version)}
    return answer(request, "schemes/needs.html", context)


@login_required
def statement_view(request: SignedInRequest, code: str, key: str) -> HttpResponse:
    """Read a statement that the scheme asks for, and sign it."""
    scheme = get_object_or_404(Scheme, code=code)
    wording: StatementVersion = statement_asked(request.user, scheme, key)
    signed = wording.attestations.filter(person__in=selves(request.user)).order_by("pk").first()
    form = SignForm(sent(request))
    if request.method == "POST" and form.is_valid():
        sign_statement(person=request.user, statement_version=wording)
        messages.success(request, _("You have signed it. Thank you."))
        return redirect(scheme)
    return answer(request, "schemes/statement.html", {"scheme": scheme, "wording": wording, "signed": signed}, form)


@login_required
def send_view(request: SignedInRequest, code: str) -> HttpResponse:
    """Names and declaration, then a page to check them on, then it is sent. Somebody who is short is told at once."""
    scheme = get_object_or_404(Scheme, code=code)
    version, report = version_for(request.user, scheme, application_of(request.user, scheme))
    if "legal_name" in request.POST:
        start_application(person=request.user, scheme=scheme)
        return redirect("accounts:legal_name")
    form = ApplyForm(sent(request), initial=_names_of(request))
    if "change" in request.POST:
        form = ApplyForm(initial=request.POST.dict())
    elif request.method == "POST" and form.is_valid():
        if report.is_met and "confirmed" not in request.POST:
            return answer(request, "schemes/send_check.html", {"scheme": scheme, **_read_back(form)}, form)
        if application := _applied(request, scheme, form):
            return redirect(application)
    return answer(
        request, "schemes/send.html", {"scheme": scheme, "version": version, "shown": Shown(report), "asks_legal_name": asks(version)}, form
    )


def _applied(request: SignedInRequest, scheme: Scheme, form: ApplyForm) -> Application | None:
    try:
        begun = start_application(person=request.user, scheme=scheme)
        return apply(application=begun, by=request.user, **form.cleaned_data)
    except Refused as error:
        refuse(form, error)
        return None


def _names_of(request: SignedInRequest) -> dict[str, str]:
    person = request.user
    name = person.certificate_name or person.called
    known = {"certificate_name": name, "check_name": person.check_name or name.split()[-1]}
    return {**known, "certificate_name_lang": person.certificate_name_lang}


def _read_back(form: ApplyForm) -> dict[str, object]:
    language = dict(form.fields["certificate_name_lang"].choices)[form.cleaned_data["certificate_name_lang"]]  # type: ignore[attr-defined]
    return {"language": language, "told": {**form.cleaned_data, "declares_true": "on"}}


@login_required
def case_view(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Where it is, and what was decided."""
    application = _mine(request, public_id)
    return answer(request, "schemes/case.html", case_screen(application))


@login_required
def withdraw_view(request: SignedInRequest, public_id: str) -> HttpResponse:
    application = _mine(request, public_id)
    if request.method == "POST":
        try:
            withdraw(application=application, by=request.user)
            messages.success(request, _("You have taken your application back. Nothing that counts is lost."))
        except Refused as error:
            messages.error(request, str(error))
        return redirect(application)
    return answer(request, "schemes/withdraw.html", {"application": application})


def _mine(request: SignedInRequest, public_id: str) -> Application:
    mine = Application.objects.of(request.user).select_related("scheme_version__scheme", "credential_type", "person")
    found = mine.filter(public_id=normalise(public_id)).first()
    if found is None:
        raise Http404
    return found
