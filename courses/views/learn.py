"""/learn/: the shelf, one module, and beginning it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render

from accounts.models import User
from courses.queries import carry_on, coming_for, module_screen, needs_before, offered_edition, shelves_of, with_dues
from courses.services.start_module import start_module


@login_required
def shelves_view(request: HttpRequest) -> HttpResponse:
    """All modules of all programmes that the person is in."""
    person: User = request.user  # type: ignore[assignment]
    shelves = with_dues(person, shelves_of(person))
    context = {"shelves": shelves, "next_up": carry_on(person, shelves), **coming_for(person, shelves, asks=not shelves)}
    return render(request, "courses/learn.html", context)


@login_required
def module_view(request: HttpRequest, module: str) -> HttpResponse:
    """What a module is about, its steps, and the way in."""
    screen = module_screen(request.user, module)  # type: ignore[arg-type]
    if screen is None:
        raise Http404
    return render(request, "courses/module.html", {"screen": screen})


@login_required
def start_view(request: HttpRequest, module: str) -> HttpResponse:
    """Begin the module and open its first step."""
    offer = offered_edition(request.user, module)  # type: ignore[arg-type]
    if offer is None:
        raise Http404
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    enrolment, edition = offer
    if needs_before(request.user, edition):  # type: ignore[arg-type]
        return redirect("courses:module", module)
    start_module(enrolment=enrolment, edition=edition)
    screen = module_screen(request.user, module)  # type: ignore[arg-type]
    return redirect(screen.url if screen else "courses:learn")
