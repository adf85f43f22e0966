"""Pages that anybody may open, signed in or not: front, support, help, privacy, accessibility, display."""

from dataclasses import asdict

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_http_methods, require_safe

from .display import COOKIE, USUAL, YEAR, Display, display_of
from .forms_display import DisplayForm
from .http import LEAVING_READ, answer, safe_back
from .kept_words import kept
from .pages import read_text
from .public_pages import same_for_strangers
from .support import support_page, usual_country, written_lines

TITLES = {
    "help": gettext_lazy("Help with this service"),
    "privacy": gettext_lazy("Privacy and your data"),
    "accessibility": gettext_lazy("Accessibility"),
}


@require_safe
@same_for_strangers
def front(request: HttpRequest) -> HttpResponse:
    return render(request, "core/front.html", {"show_sign_in": True})


@require_safe
def support(request: HttpRequest, country: str = "") -> HttpResponse:
    """Numbers for a country: the one in the address, the one somebody chose in their details, or this service's own."""
    if chosen := request.GET.get("country", ""):
        return (
            redirect("core:support_in", country=chosen.lower()[:2]) if chosen.isalpha() and len(chosen) == 2 else redirect("core:support")
        )
    own = getattr(request.user, "country", "") or usual_country()
    return render(request, "core/support.html", {"page": support_page((country or own).upper(), written_lines())})


@require_safe
@same_for_strangers
def text(request: HttpRequest, name: str) -> HttpResponse:
    return render(request, "core/text.html", {"text": read_text(name), "usual_title": TITLES[name]})


@require_http_methods(["GET", "HEAD", "POST"])
def display(request: HttpRequest) -> HttpResponse:
    """Choose theme, text size and the like. A cookie keeps them on this device for a year, the person's row on all their devices."""
    chosen = display_of(request)
    form = DisplayForm(request.POST or None, initial=asdict(chosen))
    if not (request.method == "POST" and form.is_valid()):
        return answer(request, "core/display.html", {}, form)
    wanted = Display(**form.cleaned_data)
    if request.user.is_authenticated:
        request.user.display = wanted.write() or USUAL
        request.user.save(update_fields=["display"])
        told = _("Your display settings are kept, on this device and on your others.")
    else:
        told = _("Your display settings are kept on this device.")
    messages.success(request, told)
    shows_more = wanted.exit == "every" and chosen.exit != "every"
    response = redirect("core:leaving" if shows_more else "core:display")
    response.set_cookie(COOKIE, wanted.write(), max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, httponly=True)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def leaving(request: HttpRequest) -> HttpResponse:
    """What "Leave this site" does and what it cannot do: shown before the first use, and to anybody who asks (ux.md 4.3)."""
    back = safe_back(request.POST.get("back") or request.GET.get("back", ""), request)
    if request.method != "POST":
        return render(request, "core/leaving.html", {"back": back})
    response = redirect(back or "core:display")
    response.set_cookie(LEAVING_READ, "read", max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, httponly=True)
    return response


@require_safe
def breather(request: HttpRequest) -> HttpResponse:
    """A quiet page. Whoever sent somebody here has saved their words already."""
    return render(request, "core/break.html", {"back": safe_back(request.GET.get("back", ""), request)})


@requires_csrf_token
def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long, or cookies are off: say what helps, keep the words that were typed."""
    response = render(request, "403_csrf.html", kept(request), status=403)
    response["Cache-Control"] = "private, no-store"
    return response
