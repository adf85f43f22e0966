"""How long a session still lasts; staying; leaving at once."""

import time

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from accounts.services.sessions import life_of, touch
from accounts.signin.session_life import Life


def seconds_left(request: HttpRequest) -> int:
    """0 for somebody who is not signed in."""
    life = life_of(request) if request.user.is_authenticated else None
    return max(0, life.left(time.time())) if life else 0


@require_safe
@never_cache
def session_view(request: HttpRequest) -> HttpResponse:
    """Asked by the page before it warns: another tab may have been in use. Does not count as use."""
    return JsonResponse({"left": seconds_left(request)})


@require_POST
def stay_view(request: HttpRequest) -> HttpResponse:
    """Count anew."""
    if request.user.is_authenticated:
        touch(request, life_of(request) or Life(), request.user)
    return JsonResponse({"left": seconds_left(request)})


@csrf_exempt  # the worst that a forged one does is to sign somebody out of a shared device; a stale token must not stop who has to leave
@require_POST
def leave_view(request: HttpRequest) -> HttpResponse:
    """Leave this site: to a page that anybody may be looking at. On a shared device nobody stays signed in (ux.md 4.3)."""
    life = life_of(request)
    if request.user.is_authenticated and not (life and life.is_own):
        logout(request)
    return redirect(settings.QUICK_EXIT_URL)
