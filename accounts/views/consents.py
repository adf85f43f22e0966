"""/me/privacy/consents/: one question for each purpose; yes and no are two buttons alike, and taking back is in the same place."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.forms.privacy import AnswerForm
from accounts.models import Consent
from accounts.privacy import consent_screen as consenting
from accounts.queries import has_role, selves
from accounts.services.consents import answer_consent, withdraw_consent
from lms.core.errors import Refused
from lms.core.ids import normalise


@never_cache
@login_required
def consents_view(request: HttpRequest) -> HttpResponse:
    """Every question with its answer."""
    return render(request, "accounts/consents.html", {"questions": consenting.questions(request.user)})  # type: ignore[arg-type]


@never_cache
@login_required
def consent_view(request: HttpRequest, purpose: str) -> HttpResponse:
    """One question by itself, where it comes up first; on POST keep the answer and go back there."""
    sent = request.method == "POST"
    form = AnswerForm(request.POST if sent else request.GET)
    form.is_valid()
    question = consenting.question(request.user, purpose, form.cleaned_data.get("about", ""))  # type: ignore[arg-type]
    if question is None:
        raise Http404
    back = _back(request, form.cleaned_data.get("next", ""))
    problem = _answer(request, question, form) if sent else ""
    if sent and not problem:
        return redirect(back or "accounts:consents")
    context = {"question": question, "next": back, "problem": problem, "page_has_errors": bool(problem)}
    return render(request, "accounts/consent.html", context, status=422 if problem else 200)


def _back(request: HttpRequest, address: str) -> str:
    """Where somebody came from, if it is ours."""
    return address if url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure()) else ""


def _answer(request: HttpRequest, question: consenting.Question, form: AnswerForm) -> str:
    """Keep the answer; gives what stands in the way, or ""."""
    said = form.cleaned_data.get("answer")
    if not said:
        return _("Choose yes or no.")
    try:
        kept = answer_consent(
            person=request.user, purpose=question.purpose.key, about_key=question.asked.key,  # type: ignore[arg-type]
            is_yes=said == "yes", seen_sha256=form.cleaned_data.get("seen", ""), via="consents",
        )  # fmt: skip
    except Refused as error:
        return " ".join(error.messages)
    messages.success(request, _("Kept: yes. You can stop at any time.") if kept.is_yes and kept.is_open else _("Kept: no."))
    return ""


@never_cache
@login_required
def stop_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """What happens when somebody stops, said before they do; on POST stop."""
    consent = _mine(request, public_id)
    if request.method == "POST":
        withdraw_consent(consent=consent, by=consent.person, via="consents")
        messages.success(request, _("Stopped. What follows from it is being done now; this page says when it is done."))
        return redirect("accounts:consents")
    if not consent.is_open:
        return redirect("accounts:consents")
    return render(request, "accounts/consent_stop.html", {"consent": consent, "words": consenting.said(consent)})


@never_cache
@login_required
def said_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """The words that I answered, as they were."""
    consent = _mine(request, public_id)
    return render(request, "accounts/consent_said.html", {"consent": consent, "words": consenting.said(consent)})


def _mine(request: HttpRequest, public_id: str) -> Consent:
    mine = Consent.objects.filter(person__in=selves(request.user)).select_related("text", "person")  # type: ignore[arg-type]
    return get_object_or_404(mine, public_id=normalise(public_id))


@never_cache
@login_required
def all_consents_view(request: HttpRequest) -> HttpResponse:
    """For the privacy officer: how many said what to which words. Names nobody."""
    if not has_role(request.user, "privacy"):  # type: ignore[arg-type]
        raise Http404
    return render(request, "accounts/consents_all.html", {"rows": list(consenting.counts())})
