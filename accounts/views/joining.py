"""/invite/<token>/: what it is, who sees what, then join."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.forms import JoinForm
from accounts.models import Invitation, User
from accounts.queries import owns_address
from accounts.services import accept_invitation, ask_again, decline_invitation, find_invitation
from accounts.services.accept import why_closed
from lms.core import clock
from lms.core.errors import Refused
from lms.core.http import answer, refuse


def _found(token: str) -> Invitation:
    invitation = find_invitation(token)
    if invitation is None:
        raise Http404
    return invitation


def _stage(invitation: Invitation, request: HttpRequest) -> str:
    """Which of the page's faces to show: one of the reasons why it is closed, "open", "known" or "other"."""
    if closed := why_closed(invitation, clock.now()):
        return closed
    if request.user.is_authenticated:
        return "open" if owns_address(request.user, invitation.email) else "other"
    return "known" if User.objects.filter(email=invitation.email).exists() else "open"


@never_cache
def invitation_view(request: HttpRequest, token: str) -> HttpResponse:
    """Show the invitation; on POST take it up. Opening the page changes nothing: mail scanners follow links."""
    invitation = _found(token)
    person = request.user if request.user.is_authenticated else None
    form = JoinForm(request.POST if request.method == "POST" else None, initial={"called": invitation.called})
    if request.method == "POST" and (person is not None or form.is_valid()):
        try:
            accept_invitation(invitation=invitation, signed_in=person, **(form.cleaned_data if person is None else {}))
        except Refused as error:
            form.is_valid()
            refuse(form, error)
        else:
            messages.success(request, _("You are in. Welcome.") if person else _("You are in. Now sign in to begin."))
            return redirect("/start/" if person else "accounts:sign_in")
    response = answer(
        request, "accounts/invitation.html", {"invitation": invitation, "token": token, "stage": _stage(invitation, request)}, form
    )
    # The address holds the token, so no other site learns it. "no-referrer" would make browsers send `Origin: null` with the form,
    # which the CSRF check refuses.
    response["Referrer-Policy"] = "same-origin"
    return response


@never_cache
@require_POST
def ask_again_view(request: HttpRequest, token: str) -> HttpResponse:
    """One press asks for a new link, when this one has ended by itself."""
    invitation = _found(token)
    if why_closed(invitation, clock.now()) == "ended":
        ask_again(invitation=invitation)
        messages.success(request, _("We have asked %(name)s to send you a new link.") % {"name": invitation.sent_by})
    return redirect("accounts:invitation", token=token)


@never_cache
@require_POST
def decline_view(request: HttpRequest, token: str) -> HttpResponse:
    """This is not for me: one press ends it. Nobody is asked why."""
    invitation = _found(token)
    if not why_closed(invitation, clock.now()):
        decline_invitation(invitation=invitation)
    return redirect("accounts:invitation", token=token)
