"""Ties between people: /manage/ties/ for those who keep them, /me/ties/ for everybody about themselves."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from accounts.forms.roles import CloseForm, ConflictForm, EndForm, TieForm
from accounts.joining.role_screens import TieLine, identity_of, own_ties, role_lines, role_rows, tie_lines, tie_rows
from accounts.models import Relation
from accounts.queries import selves
from accounts.services import declare_conflict, end_relation, make_tie
from accounts.signin.tries import may_try, note_wrong
from accounts.views.guards import SignedInRequest, only
from lms.core.errors import Refused
from lms.core.http import answer, refuse
from lms.core.ids import normalise
from lms.core.permissions import allowed

ON_A_PAGE = 50
keepers_only = only("accounts.read_ties")


@keepers_only
def ties_view(request: SignedInRequest) -> HttpResponse:
    state = request.GET.get("state", "now")
    page = Paginator(tie_rows(request.user, state=state), ON_A_PAGE).get_page(request.GET.get("page"))
    lines = tie_lines(page.object_list)
    return answer(request, "accounts/ties.html", {"page": page, "lines": lines, "state": state})


@keepers_only
def make_view(request: SignedInRequest) -> HttpResponse:
    first = {name: request.GET[name] for name in ("by", "of", "kind") if name in request.GET}
    form = TieForm(request.POST, initial=first) if request.method == "POST" else TieForm(initial=first)
    if request.method == "POST" and form.is_valid():
        if not allowed(request.user, "accounts.make_tie", form.cleaned_data["of"]):
            form.add_error("of", _("We found nobody with this address or reference among the people whom you look after."))
        elif _made(request, form):
            return redirect("accounts:ties")
    return answer(request, "accounts/ties_new.html", {}, form)


def _made(request: SignedInRequest, form: TieForm) -> bool:
    try:
        make_tie(said_by=request.user, **form.cleaned_data)
    except Refused as error:
        refuse(form, error)
        return False
    messages.success(request, _("It is written down. Both of them are told, unless it is a conflict of interest."))
    return True


@keepers_only
def end_view(request: SignedInRequest, public_id: str) -> HttpResponse:
    """A tie that this person may end; any other is not there."""
    relation = get_object_or_404(tie_rows(request.user, state="all"), public_id=normalise(public_id))
    if not allowed(request.user, "accounts.end_tie", relation):
        raise Http404
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            end_relation(relation=relation, by=request.user, **form.cleaned_data)
        except Refused as error:
            refuse(form, error)
        else:
            messages.success(request, _("It has ended."))
            return redirect("accounts:ties")
    return answer(request, "accounts/ties_end.html", {"line": _line(relation)}, form)


def _line(relation: Relation) -> TieLine:
    return tie_lines([relation])[0]


@login_required
def mine_view(request: SignedInRequest) -> HttpResponse:
    """My ties, my roles and what was noted about who I am; with a role I can say here about whom I should not decide."""
    may_declare = allowed(request.user, "accounts.declare_conflict")
    form = ConflictForm(request.POST or None, initial={"about": request.GET.get("about", "")}) if may_declare else None
    if request.method == "POST":
        if form is None:
            raise Http404
        if _declared(request, form):
            return redirect("accounts:my_ties")
    context = {"ties": own_ties(request.user), "roles": role_lines(role_rows(state="all", person=request.user), with_events=True)}
    return answer(request, "accounts/ties_mine.html", {**context, "checks": identity_of(request.user)}, form)


def _declared(request: SignedInRequest, form: ConflictForm) -> bool:
    """Guessing who has an account here slows down: ten tries that found nobody, then ten minutes."""
    if not may_try(request.user.public_id, "conflict"):
        form.full_clean()
        form.add_error(None, _("That was a lot of tries. Wait ten minutes, then try again."))
        return False
    if not form.is_valid():
        note_wrong(request.user.public_id, "conflict")
        return False
    try:
        declare_conflict(person=request.user, about=form.cleaned_data["about"])
    except Refused as error:
        refuse(form, error)
        return False
    messages.success(request, _("Thank you for saying so. You are kept out of what is decided about this person."))
    return True


@login_required
def end_mine_view(request: SignedInRequest, public_id: str) -> HttpResponse:
    """End a conflict of interest that I declared, on a page of its own."""
    mine = Relation.objects.in_force().filter(kind="conflict", by__in=selves(request.user)).select_related("by", "of")
    relation = get_object_or_404(mine, public_id=normalise(public_id))
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        end_relation(relation=relation, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("It has ended."))
        return redirect("accounts:my_ties")
    return answer(request, "accounts/ties_end_mine.html", {"line": _line(relation)}, form)
