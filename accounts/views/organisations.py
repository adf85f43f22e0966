"""/manage/organisations/: the partners. For administrators."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from accounts.forms.roles import CloseForm, OrganisationForm
from accounts.joining.role_screens import role_lines, role_rows
from accounts.models import Organisation, RoleGrant
from accounts.services import close_organisation, save_organisation
from accounts.views.guards import SignedInRequest, only
from lms.core.errors import Refused
from lms.core.http import answer, refuse
from lms.core.ids import normalise

keepers_only = only("accounts.keep_organisations")


@keepers_only
def organisations_view(request: SignedInRequest) -> HttpResponse:
    rows = Organisation.objects.order_by("-is_active", "name")
    here = RoleGrant.objects.in_force().filter(scope_kind="organisation")
    members = dict(here.values_list("scope_key").annotate(members=Count("pk", filter=Q(person__is_active=True))))
    lines = [(row, members.get(row.public_id, 0)) for row in rows]
    return answer(request, "accounts/organisations.html", {"lines": lines})


@keepers_only
def new_view(request: SignedInRequest) -> HttpResponse:
    return _edit(request, None)


@keepers_only
def organisation_view(request: SignedInRequest, public_id: str) -> HttpResponse:
    return _edit(request, _found(public_id))


def _edit(request: SignedInRequest, held: Organisation | None) -> HttpResponse:
    first = {"name": held.name, "country": held.country} if held else {}
    form = OrganisationForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and held and not held.is_active:
        raise Http404
    if request.method == "POST" and form.is_valid():
        try:
            kept = save_organisation(organisation=held, by=request.user, **form.cleaned_data)
        except Refused as error:
            refuse(form, error, "name")
        else:
            messages.success(request, _("It is kept."))
            return redirect("accounts:organisation", public_id=kept.public_id.lower())
    members = role_lines(role_rows(state="now", scope=f"organisation:{held.public_id}")) if held else []
    return answer(request, "accounts/organisation.html", {"organisation": held, "members": members}, form)


@keepers_only
def close_view(request: SignedInRequest, public_id: str) -> HttpResponse:
    """A page of its own to confirm on: the roles there end at once."""
    held = _found(public_id)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        close_organisation(organisation=held, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("The organisation is closed."))
        return redirect("accounts:organisations")
    return answer(request, "accounts/organisation_close.html", {"organisation": held}, form)


def _found(public_id: str) -> Organisation:
    return get_object_or_404(Organisation, public_id=normalise(public_id))
