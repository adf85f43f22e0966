"""The pages of /design/. They exist only while DEMO is on, and show nothing of anybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from lms.core.display import CHOICES, COOKIE, YEAR, Display, display_of

from .examples import GROUPS, examples
from .figures import figures
from .palette import SHOWN, measured, swatches
from .values import values

TROUBLE = {"404": "404.html", "csrf": "403_csrf.html", "429": "429.html", "500": "500.html"}
SPACES = ("s1", "s2", "s3", "s4", "s5", "s6", "s7")


@require_safe
def design(request: HttpRequest) -> HttpResponse:
    """Every part of the look. `?theme=dark` chooses colours as the display settings do, and keeps the reader's other choices."""
    if request.GET.get("theme") in CHOICES["theme"]:
        return _themed(request.GET["theme"], request)
    filled = {**values(), "figures": figures()}
    groups = [(key, words, [(each, each.draw(request, filled)) for each in examples(key)]) for key, words in GROUPS.items()]
    told = {"groups": groups, "themes": CHOICES["theme"], "swatches": swatches(), "measured": measured(), "shown": SHOWN, "spaces": SPACES}
    return render(request, "demo/design/page.html", told)


def _themed(theme: str, request: HttpRequest) -> HttpResponse:
    """The choice as the cookie of this device. Somebody signed in with choices of their own changes those in the display settings."""
    chosen = {**vars(display_of(request)), "theme": theme}
    response = redirect("demo:design")
    response.set_cookie(COOKIE, Display(**chosen).write(), max_age=YEAR, samesite="Lax", httponly=True)
    return response


@require_safe
def trouble(request: HttpRequest, code: str) -> HttpResponse:
    """A page that is seen when something is not there or does not work, as it looks then."""
    return render(request, TROUBLE[code])
