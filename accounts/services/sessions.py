"""Signing somebody out everywhere."""

from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.models import User


def end_all_sessions(person: User) -> None:
    """End every session of a person. The session engine keeps no index by person, so all open sessions are looked at."""
    engine = import_module(settings.SESSION_ENGINE)
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            engine.SessionStore(session.session_key).delete()  # also what the cache holds of it
    UserSession.objects.filter(user=person).delete()
