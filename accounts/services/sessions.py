"""Sessions: how they begin, how long they last, and how they are ended from elsewhere."""

import time
from datetime import datetime
from importlib import import_module
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import roles_of
from accounts.signin.session_life import Life
from lms.core import clock

LIFE = "life"
ASKED = "own_device"  # the answer to "Is this device only yours?", kept until the sign-in is whole
LISTED = "listed_on"


def keep_answer(request: HttpRequest) -> None:
    """Remember what a form of ours said about the device: the sign-in may take several pages, and pages of others."""
    if request.method == "POST" and "asks_device" in request.POST:
        request.session[ASKED] = "own_device" in request.POST


def life_of(request: HttpRequest) -> Life | None:
    return Life.read(request.session.get(LIFE))


def begin(*, request: HttpRequest | None, user: User, **rest: Any) -> None:
    """Receiver of Django's `user_logged_in`: every way of signing in ends here. Nothing said means: a shared device."""
    if request is not None and hasattr(request, "session"):
        _write(request, Life(is_own=bool(request.session.pop(ASKED, False))), user)
        _say_once(request, user)


def _say_once(request: HttpRequest, user: User) -> None:
    from .lost_factor import note_for

    if note_for(user):
        says = _("Your second lock was taken away because you lost it. Set up a new one under “How I sign in”.")
        messages.info(request, says, fail_silently=True)


def touch(request: HttpRequest, life: Life, user: User) -> None:
    """Something happened: count anew. At most once a minute; a role that was given since then shortens the time."""
    _write(request, life, user)
    today = time.strftime("%Y-%m-%d", time.gmtime())
    if request.session.get(LISTED) != today:  # sessions are listed with the day of their last use, however they began
        request.session[LISTED] = today
        UserSession.objects.create_from_request(request)


def _write(request: HttpRequest, life: Life, user: User) -> None:
    fresh = Life(life.is_own, bool(user.is_staff or roles_of(user)), time.time())
    request.session[LIFE] = fresh.write()
    request.session.set_expiry(fresh.cookie_age)


def _store(key: str | None = None) -> Any:
    return import_module(settings.SESSION_ENGINE).SessionStore(key)


def end_sessions(*, person: User, but: str | None = None) -> int:
    """End every session of a person, but for the one with the key `but`. Returns how many ended.

    The session engine keeps no index by person, and our list of sessions may miss one: all open sessions are looked at.
    """
    ended = 0
    for session in Session.objects.filter(expire_date__gt=clock.now()).iterator():
        if session.session_key != but and session.get_decoded().get("_auth_user_id") == str(person.pk):
            _store(session.session_key).delete()  # also what the cache holds of it
            ended += 1
    UserSession.objects.filter(user=person).exclude(session_key=but or "").delete()
    return ended


def end_all_sessions(person: User) -> None:
    """Sign a person out everywhere."""
    end_sessions(person=person)


def end_session(*, person: User, pk: int) -> bool:
    """Sign a person out of one of their sessions. False when it is not theirs, or over."""
    row = UserSession.objects.filter(user=person, pk=pk).first()
    if row is not None:
        row.end()
    return row is not None


def forget_old_sessions(before: datetime) -> int:
    """Let go of where and with what browser people signed in (ux.md 5.4: 90 days), and at once of sessions that ran out."""
    Session.objects.filter(expire_date__lt=clock.now()).delete()
    return int(UserSession.objects.filter(last_seen_at__lt=before).delete()[0])
