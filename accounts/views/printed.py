"""/join/: coming in, or back, with the code from a letter."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts.forms.joining import CodeForm, PaperJoinForm
from accounts.models import Invitation
from accounts.services import come_back, find_printed, join_with_code
from accounts.services.accept import refuse_closed
from accounts.services.printed import show_in_groups
from accounts.signin.tries import may_try, note_wrong
from lms.core import clock
from lms.core.errors import Refused
from lms.core.http import UNPROCESSABLE, answer, refuse

WHAT = "printed-code"


@never_cache
@sensitive_post_parameters("password", "code")
def join_view(request: HttpRequest) -> HttpResponse:
    """First the code, then the name and a password, then the number to write down. Opening the page changes nothing."""
    if request.method != "POST":
        return answer(request, "accounts/join.html", {}, CodeForm())
    form = CodeForm(request.POST)
    invitation = _found(request, form)
    if invitation is None:
        return render(request, "accounts/join.html", {"form": form}, status=UNPROCESSABLE)
    return _details(request, invitation)


def _found(request: HttpRequest, form: CodeForm) -> Invitation | None:
    """The open invitation of this code; else None, and the form says what to do. Wrong codes are counted, right ones are not."""
    if not form.is_valid():
        return None
    address = _address(request)
    if not may_try(address, WHAT):
        form.add_error("code", _("That was a lot of tries. Wait ten minutes, then try again, or ask the person who gave you the letter."))
        return None
    invitation = find_printed(form.cleaned_data["code"])
    if invitation is None:
        note_wrong(address, WHAT)
        form.add_error("code", _("We do not know this code. Look at the letter again: it has twelve letters and figures."))
        return None
    try:
        refuse_closed(invitation, clock.now())
    except Refused as error:
        refuse(form, error, "code")
        return None
    return invitation


def _details(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    comes_back = invitation.way == "return"
    is_sent = "password" in request.POST
    first = {"code": request.POST["code"], "called": invitation.called}
    form = PaperJoinForm(request.POST if is_sent else None, initial=first, comes_back=comes_back)
    context: dict[str, Any] = {"invitation": invitation, "comes_back": comes_back}
    if is_sent and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("called", "password") if name in form.cleaned_data}
        try:
            person = come_back(invitation=invitation, **said) if comes_back else join_with_code(invitation=invitation, **said)
        except Refused as error:
            refuse(form, error)
        else:
            number = show_in_groups(person.sign_in_number or "", 3)
            return render(request, "accounts/join_done.html", {"person": person, "number": number, "comes_back": comes_back})
    return answer(request, "accounts/join_details.html", context, form)


def _address(request: HttpRequest) -> str:
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return "unknown"
