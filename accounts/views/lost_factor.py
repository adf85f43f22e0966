"""/manage/lost-factor/: one asks, another confirms."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms.factors import LostFactorForm
from accounts.models import FactorReset, User
from accounts.queries import roles_of
from accounts.services.lost_factor import ask_factor_reset, confirm_factor_reset, withdraw_factor_reset
from accounts.signin.stepup import step_up_required
from lms.core.errors import Refused
from lms.core.http import answer, refuse


def _readable(request: HttpRequest) -> QuerySet[FactorReset]:
    """Administrators see every request but those about themselves; managers what they asked for."""
    me: User = request.user  # type: ignore[assignment]
    roles = roles_of(me)
    if not {"admin", "manager"} & roles:
        raise Http404
    rows = FactorReset.objects.select_related("person", "asked_by", "confirmed_by").order_by("-asked_at").exclude(person=me)
    return rows if "admin" in roles else rows.filter(asked_by=me)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@step_up_required
def lost_factors_view(request: HttpRequest) -> HttpResponse:
    """What waits, what was done, and the form of the first person."""
    rows = _readable(request)
    form = LostFactorForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (reset := _ask(request, form)):
        return redirect("accounts:lost_factor", public_id=reset.public_id)
    return answer(request, "accounts/lost_factors.html", {"resets": rows[:50]}, form)


def _ask(request: HttpRequest, form: LostFactorForm) -> FactorReset | None:
    person = User.objects.filter(email=User.objects.normalise(form.cleaned_data["email"]), is_active=True).first()
    try:
        if person is None:
            raise PermissionDenied
        return ask_factor_reset(person=person, by=request.user, method=form.cleaned_data["method"])  # type: ignore[arg-type]
    except PermissionDenied:
        form.add_error("email", _("Nobody with this address here, or not somebody for whom you may ask."))
    except Refused as error:
        refuse(form, error)
    return None


@login_required
@require_http_methods(["GET", "HEAD"])
def lost_factor_view(request: HttpRequest, public_id: str) -> HttpResponse:
    reset = get_object_or_404(_readable(request), public_id=public_id)
    context = {"reset": reset, "may_confirm": request.user.has_perm("accounts.confirm_factor_reset", reset)}
    return render(request, "accounts/lost_factor.html", context)


@login_required
@require_POST
@step_up_required
def confirm_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """The second person. A refusal is said on the page of the request."""
    return _act(
        request, public_id, confirm_factor_reset, _("Done. Their second lock is gone, they are signed out everywhere, and they know.")
    )


@login_required
@require_POST
def withdraw_view(request: HttpRequest, public_id: str) -> HttpResponse:
    return _act(request, public_id, withdraw_factor_reset, _("Taken back."))


def _act(request: HttpRequest, public_id: str, service: Callable[..., FactorReset], says: str) -> HttpResponse:
    reset = get_object_or_404(_readable(request), public_id=public_id)
    try:
        service(reset=reset, by=request.user)
        messages.success(request, says)
    except Refused as error:
        messages.error(request, " ".join(error.messages))
    except PermissionDenied:
        messages.error(request, _("A second person, an administrator, has to do this."))
    return redirect("accounts:lost_factor", public_id=public_id)
