"""/org/: the first page of somebody who acts for a partner organisation."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.queries import has_role
from certificates.forms import CheckForm
from certificates.organisations import partners_of


@login_required
def organisation_view(request: HttpRequest) -> HttpResponse:
    """My organisation, its team, what it can see here and what not. The box is the one that everybody has at /check/."""
    if not has_role(request.user, "organisation"):  # type: ignore[arg-type]
        raise Http404
    partners = partners_of(request.user)  # type: ignore[arg-type]
    return render(request, "certificates/organisation.html", {"partners": partners, "check_form": CheckForm()})
