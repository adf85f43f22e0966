"""Erasing a person: the row stays without the person in it (decisions.md 7)."""

from datetime import datetime
from importlib import import_module

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Consent, Invitation, PreviousName, User
from lms.core import clock
from lms.core.append_only import purge_permit
from lms.core.models import Narrative, OutboxMessage, PrivateFile
from lms.core.registry import Erased, contributions

from .keys import destroy_key

EMPTY = {
    "certificate_name": "",
    "check_name": "",
    "certificate_name_lang": "",
    "sort_name": "",
    "pronouns": "",
    "legal_name_sealed": None,
    "country": "",
}


def _end_sessions(person: User) -> None:
    """Sign the person out everywhere. The session engine keeps no index by person, so all open sessions are looked at."""
    engine = import_module(settings.SESSION_ENGINE)
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            engine.SessionStore(session.session_key).delete()  # also what the cache holds of it


def _anonymise(person: User, moment: datetime) -> None:
    for field, value in EMPTY.items():
        setattr(person, field, value)
    person.called, person.email, person.is_active, person.erased_at = _("Somebody who left"), None, False, moment
    person.set_unusable_password()
    person.save()
    person.emailaddress_set.all().delete()  # type: ignore[attr-defined]


@transaction.atomic
def erase(*, person: User, by: User, reason: str, at: datetime | None = None) -> list[Erased]:
    """Remove what may go, keep what must stay, and say which is which. Safe to repeat (erasures are re-applied after a restore).

    Each app contributes through lms.core.registry and runs inside this transaction, under one purge permit.
    """
    moment = at or clock.now()
    lines: list[Erased] = []
    with purge_permit(purpose="erasure", by_ref=by.public_id, reason=reason):
        for _app, contribution in contributions("erase"):
            lines += contribution(person)
        Narrative.objects.filter(subject_ref=person.public_id).delete()
    for kept in PrivateFile.objects.filter(owner_ref=person.public_id).exclude(purpose="certificate"):
        kept.file.delete(save=False)
        kept.file.name = ""
        kept.name = ""
        kept.save(update_fields=["file", "name"])
    destroy_key(person)
    PreviousName.objects.filter(person=person).delete()
    OutboxMessage.objects.filter(to_ref=person.public_id).delete()
    OutboxMessage.objects.filter(address=person.email or "-").delete()
    Invitation.objects.filter(Q(used_by=person) | Q(email=person.email or "-")).update(
        email="erased@invalid.example", called=_("Somebody who left")
    )
    Authenticator.objects.filter(user=person).delete()
    UserSession.objects.filter(user=person).delete()  # holds addresses and browsers
    _end_sessions(person)
    _anonymise(person, moment)
    return [*lines, *_own_lines(person)]


def _own_lines(person: User) -> list[Erased]:
    lines = [Erased(_("names, pronouns, address, sign-in, private words and files"), "gone")]
    if Consent.objects.filter(person=person).exists():
        lines.append(Erased(_("that you agreed to wordings, and when"), "kept", _("we must be able to show that we asked")))
    return lines
