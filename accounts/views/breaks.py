"""/pause/: one press stops every clock, another starts them again."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.forms.breaks import BreakForm
from accounts.models import Break
from accounts.queries import open_break
from accounts.resting.limits import limits_for
from accounts.services.breaks import change_break, end_break, start_break
from lms.core.errors import Refused
from lms.core.http import answer, refuse

CHOSEN = ("back_on", "tells_supervisor", "tells_manager")


def _page(request: HttpRequest, form: BreakForm, held: Break | None) -> HttpResponse:
    template = "accounts/pause_on.html" if held else "accounts/pause.html"
    return answer(request, template, {"held": held, "limits": limits_for(request.user)}, form)  # type: ignore[arg-type]


@login_required
def pause_view(request: HttpRequest) -> HttpResponse:
    """What stops and who is told; POST starts the break, or changes what was chosen for the one that runs."""
    held = open_break(request.user)  # type: ignore[arg-type]
    sent = request.POST if request.method == "POST" else None  # an empty press is a whole answer
    form = BreakForm(sent, initial={name: getattr(held, name) for name in CHOSEN} if held else None)
    if request.method == "POST" and form.is_valid():
        act = change_break if held else start_break
        try:
            act(person=request.user, **form.choices())  # type: ignore[arg-type]
        except Refused as error:
            refuse(form, error, "back_on")
        else:
            return redirect("accounts:pause")
    return _page(request, form, held)


@login_required
@require_POST
def pause_end_view(request: HttpRequest) -> HttpResponse:
    """I am back."""
    end_break(person=request.user)  # type: ignore[arg-type]
    return redirect("accounts:pause_back")


@login_required
@require_safe
def pause_back_view(request: HttpRequest) -> HttpResponse:
    """Nothing is lost: three ways to go on."""
    return render(request, "accounts/pause_back.html")
