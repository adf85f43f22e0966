"""/certificate/: the holder's copies."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import User
from certificates.forms import HolderNameForm, NeutralTitleForm
from certificates.models import Copy
from certificates.papers import PAPERS, paper_of
from certificates.picture import picture
from certificates.queries import HeldCertification, certifications_of, last_checks
from certificates.services.ask import ask_for_copy
from certificates.services.change_name import change_name
from certificates.storage import Damaged, read
from lms.core.errors import Refused
from lms.core.http import answer, refuse, sent
from lms.core.permissions import require


def _me(request: HttpRequest) -> User:
    """Whoever is signed in; the decorator has seen to it that somebody is."""
    return cast(User, request.user)


def _mine(request: HttpRequest) -> list[HeldCertification]:
    """This person's certifications. Every page below starts from here."""
    return certifications_of(_me(request))


@login_required
def list_view(request: HttpRequest) -> HttpResponse:
    return render(request, "certificates/list.html", {"certifications": _mine(request)})


@login_required
def copy_view(request: HttpRequest, public_id: str) -> HttpResponse:
    found = [(c, held) for c in _mine(request) for held in c.copies if held.copy.public_id == public_id.upper()]
    if not found:
        raise Http404
    certification, held = found[0]
    context = {
        "certification": certification,
        "held": held,
        "picture": picture(held.says),
        "papers": PAPERS,
        "checks": last_checks(held.copy),
        "neutral_form": NeutralTitleForm(titles=certification.neutral_titles_left) if held.may_be_doubled else None,
    }
    return render(request, "certificates/copy.html", context)


@login_required
def name_view(request: HttpRequest) -> HttpResponse:
    """Another name on my certificate: kept for whatever is printed from now on; what stands is printed anew, under the same number."""
    person = _me(request)
    said = {"name": person.certificate_name or person.called, "check_name": person.check_name, "lang": person.certificate_name_lang}
    form = HolderNameForm(sent(request), initial=said)
    if request.method == "POST" and form.is_valid():
        try:
            jobs = change_name(person=person, **form.cleaned_data)
        except Refused as error:
            refuse(form, error)
        else:
            making = _("We are making your new copy under the same number. It takes a minute at most.")
            messages.success(request, making if jobs else _("Saved. The next copy that is made says so."))
            return redirect("certificates:list")
    return answer(request, "certificates/name.html", {"certifications": [one for one in _mine(request) if one.may_be_printed]}, form)


@login_required
@require_POST
def ask_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask for a copy of this certification: the first, one with another name, or one with a neutral title."""
    certification = next((c for c in _mine(request) if c.holding.public_id == public_id.upper()), None)
    if certification is None:
        raise Http404
    require(request.user, "certificates.ask_for_copy", certification.holding)
    kind = Copy.NEUTRAL if request.POST.get("kind") == Copy.NEUTRAL else Copy.STANDARD
    try:
        job = ask_for_copy(certification_id=certification.holding.certification_id, kind=kind, title=request.POST.get("title", ""))
    except Refused as error:
        messages.error(request, error.messages[0])
    else:
        done = _("Your copy says all this already. Nothing needs to be made again.")
        messages.success(request, _("We are making your copy. It takes a minute at most.") if job else done)
    return redirect("certificates:list")


@login_required
def pdf_view(request: HttpRequest, public_id: str, layout: str = "certificate") -> HttpResponse:
    """The bytes as issued, for the holder alone."""
    copy = get_object_or_404(Copy.objects.readable_by(_me(request)).opened(), public_id=public_id.upper(), snapshot__isnull=False)
    paper = paper_of(copy, layout)
    if paper is None:
        raise Http404
    try:
        pdf = read(paper.stored)
    except Damaged:
        return render(request, "certificates/damaged.html", {"copy": copy}, status=503)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["ETag"] = etag = f'"{paper.stored.sha256}"'
    response["Content-Disposition"] = f'attachment; filename="{paper.file_name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    answered: HttpResponse = get_conditional_response(request, etag=etag, response=response)  # type: ignore[assignment]
    return answered
