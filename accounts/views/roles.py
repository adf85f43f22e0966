"""/manage/roles/: who has which role, where and until when. For administrators."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from accounts.finding import find_person
from accounts.forms.roles import EndForm, GiveRoleForm, HandOverForm, scope_choices
from accounts.joining.role_screens import STATES, RoleLine, role_lines, role_rows, where
from accounts.models import ROLES, RoleGrant, User
from accounts.services import end_role, give_role, hand_over
from accounts.views.guards import SignedInRequest, only
from lms.core.errors import Refused
from lms.core.http import answer, refuse
from lms.core.ids import normalise

ON_A_PAGE = 50
FIELD_STARTS = {name.partition("_")[0] for name in GiveRoleForm.base_fields}
admins_only = only("accounts.give_role")


@admins_only
def roles_view(request: SignedInRequest) -> HttpResponse:
    """Filters stand in the address. A person is found by their whole address or reference."""
    asked = {name: request.GET.get(name, "") for name in ("role", "state", "scope", "person")}
    asked["state"] = asked["state"] if asked["state"] in STATES else "now"
    person = find_person(asked["person"]) if asked["person"] else None
    rows = role_rows(role=asked["role"], state=asked["state"], scope=asked["scope"], person=person)
    rows = rows.none() if asked["person"] and person is None else rows
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "lines": role_lines(page.object_list), "asked": asked, "roles": ROLES, "scopes": scope_choices()}
    return answer(request, "accounts/roles.html", context)


@admins_only
def give_view(request: SignedInRequest) -> HttpResponse:
    """Say who and what; look at whom that is; give it."""
    first = {name: request.GET[name] for name in ("person", "role", "scope") if name in request.GET}
    form = GiveRoleForm(request.POST, initial=first) if request.method == "POST" else GiveRoleForm(initial=first)
    if "change" not in request.POST and form.is_valid():
        if "confirmed" not in request.POST:
            return answer(request, "accounts/roles_give_check.html", _read_back(request, form))
        try:
            grant = give_role(by=request.user, **form.cleaned_data)
        except Refused as error:
            refuse(form, error)
        else:
            messages.success(request, _("%(name)s has the role now: %(role)s.") % _said(grant))
            return redirect("accounts:roles_of", public_id=grant.person.public_id.lower())
    return answer(request, "accounts/roles_give.html", {}, form)


def _said(grant: RoleGrant) -> dict[str, str]:
    return {"name": str(grant.person), "role": str(grant.get_role_display())}


def _read_back(request: SignedInRequest, form: GiveRoleForm) -> dict[str, Any]:
    said = form.cleaned_data
    grant = RoleGrant(role=said["role"], scope_kind=said["scope"][0], scope_key=said["scope"][1])
    told = [(name, value) for name, value in request.POST.items() if name.partition("_")[0] in FIELD_STARTS]
    return {"said": said, "grant": grant, "where": where(grant), "told": told}


@admins_only
def history_view(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Every role that somebody has or had, with who gave it, who ended it, and why."""
    person = get_object_or_404(User, public_id=normalise(public_id))
    lines = role_lines(role_rows(state="all", person=person), with_events=True)
    return answer(request, "accounts/roles_of.html", {"person": person, "lines": lines})


@admins_only
def end_view(request: SignedInRequest, public_id: str) -> HttpResponse:
    line = _open_line(public_id)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            end_role(grant=line.grant, by=request.user, **form.cleaned_data)
        except Refused as error:
            refuse(form, error)
        else:
            messages.success(request, _("The role is ended."))
            return redirect("accounts:roles_of", public_id=line.grant.person.public_id.lower())
    return answer(request, "accounts/roles_end.html", {"line": line}, form)


@admins_only
def hand_over_view(request: SignedInRequest, public_id: str) -> HttpResponse:
    """One act: it ends for the one and begins for the other."""
    line = _open_line(public_id)
    form = HandOverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            taken = hand_over(grant=line.grant, by=request.user, **form.cleaned_data)
        except Refused as error:
            refuse(form, error)
        else:
            messages.success(request, _("%(name)s takes over: %(role)s.") % _said(taken))
            return redirect("accounts:roles_of", public_id=taken.person.public_id.lower())
    return answer(request, "accounts/roles_hand_over.html", {"line": line}, form)


def _open_line(public_id: str) -> RoleLine:
    grant = get_object_or_404(RoleGrant.objects.select_related("person"), public_id=normalise(public_id))
    return role_lines([grant])[0]
