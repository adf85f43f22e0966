"""/courses/<course>/ask/ and /places/: asking for a place, a code from a wall, and what became of it."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts.services.printed import show_in_groups
from accounts.signin.tries import may_try, note_wrong
from courses.models import Enrolment, PlaceRequest, Programme
from courses.place_forms import AskForm, NewWithCodeForm, WallCodeForm
from courses.queries.places import cohorts_to_ask, my_places
from courses.services.ask_for_place import ask_for_place, take_back_place_request
from courses.services.cohort_codes import find_cohort_code, use_cohort_code
from courses.services.offer_places import take_offer
from lms.core.errors import Refused
from lms.core.http import answer, refuse, sent
from lms.core.ids import normalise

WHAT = "cohort-code"


@login_required
def ask_view(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for a place on one course: in which group, and nothing else."""
    programme = Programme.objects.live().public().filter(slug=slug).first()
    if programme is None:
        raise Http404
    cohorts = cohorts_to_ask(programme)
    form = AskForm(sent(request), cohorts=cohorts)
    if request.method == "POST" and form.is_valid():
        chosen = next(cohort for cohort in cohorts if cohort.public_id == form.cleaned_data["cohort"])
        try:
            ask_for_place(person=request.user, cohort=chosen)  # type: ignore[arg-type]
        except Refused as error:
            refuse(form, error)
        else:
            messages.success(request, _("We have passed it on. The people who run the course answer you."))
            return redirect("courses:places")
    return answer(request, "courses/ask.html", {"programme": programme, "cohorts": cohorts}, form)


@login_required
def places_view(request: HttpRequest) -> HttpResponse:
    """What I asked for and what became of it, and the groups that I left."""
    return render(request, "courses/places.html", {"mine": my_places(request.user)})  # type: ignore[arg-type]


def _mine(request: HttpRequest, public_id: str) -> PlaceRequest:
    return get_object_or_404(PlaceRequest.objects.readable_by(request.user).select_related("cohort"), public_id=normalise(public_id))


@login_required
def take_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """Yes to a place that is kept: one press."""
    held = _mine(request, public_id)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        take_offer(request=held, by=request.user)  # type: ignore[arg-type]
    except Refused as error:
        messages.error(request, str(error))
        return redirect("courses:places")
    messages.success(request, _("The place is yours. Welcome."))
    return redirect("courses:learn")


@login_required
def take_back_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """A page of its own to confirm on. Nobody is asked why."""
    held = _mine(request, public_id)
    if request.method == "POST":
        try:
            take_back_place_request(request=held, by=request.user)  # type: ignore[arg-type]
            messages.success(request, _("That is taken back. You can ask again at any time."))
        except Refused as error:
            messages.error(request, str(error))
        return redirect("courses:places")
    return render(request, "courses/place_take_back.html", {"asked": held})


@never_cache
@sensitive_post_parameters("password", "code")
def code_view(request: HttpRequest) -> HttpResponse:
    """The code from a wall. Who is new says what to call them and chooses a password in the same form. Opening the page changes nothing."""
    is_new = not request.user.is_authenticated
    form = (NewWithCodeForm if is_new else WallCodeForm)(sent(request))
    if request.method == "POST" and form.is_valid() and _is_known(request, form):
        said = {name: form.cleaned_data[name] for name in ("called", "password") if name in form.cleaned_data}
        try:
            person, got = use_cohort_code(typed=form.cleaned_data["code"], person=None if is_new else request.user, **said)  # type: ignore[arg-type]
        except Refused as error:
            refuse(form, error)
        else:
            return _came_in(request, person, got, is_new=is_new)
    return answer(request, "courses/place_code.html", {"is_new": is_new}, form)


def _is_known(request: HttpRequest, form: Any) -> bool:
    """Whether the code works. Wrong ones are counted by network address, and answered in the same words whatever is wrong with them."""
    address = _address(request)
    if not may_try(address, WHAT):
        form.add_error("code", _("That was a lot of tries. Wait ten minutes, then try again, or ask the people who put the code up."))
        return False
    try:
        find_cohort_code(form.cleaned_data["code"])
    except Refused as error:
        note_wrong(address, WHAT)
        refuse(form, error, "code")
        return False
    return True


def _address(request: HttpRequest) -> str:
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return "unknown"


def _came_in(request: HttpRequest, person: Any, got: Enrolment | PlaceRequest, *, is_new: bool) -> HttpResponse:
    has_place = isinstance(got, Enrolment)
    if is_new:
        number = show_in_groups(person.sign_in_number or "", 3)
        return render(request, "courses/place_code_done.html", {"person": person, "number": number, "has_place": has_place})
    messages.success(
        request, _("The place is yours. Welcome.") if has_place else _("Every place is taken just now. You are on the waiting list.")
    )
    return redirect("courses:learn" if has_place else "courses:places")
