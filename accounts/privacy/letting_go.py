"""What accounts holds of a person and what becomes of it (lms.core.letting_go). Rooms with tables of their own contribute theirs.

"accounts" comes last in an erasure: until then the other apps can still see whose records these are (accounts.services.erase).
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from importlib import import_module
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from accounts.models import Consent, DataRequest, Invitation, PreviousName, Relation, RequestWords, RoleGrant, User
from accounts.models.requests import TAKEN_BACK, UNANSWERED
from accounts.services.keys import destroy_key
from lms.core import clock
from lms.core.letting_go import Part
from lms.core.models import Job, Narrative, OutboxMessage, ReadEvent, ReadSubject

# Everything on the row that says who somebody is, and the value it has for nobody.
NOBODY = "erased@invalid.example"
EMPTY: dict[str, Any] = {
    "certificate_name": "",
    "check_name": "",
    "certificate_name_lang": "",
    "sort_name": "",
    "pronouns": "",
    "pronouns_shown_to": "nobody",
    "legal_name_sealed": None,
    "country": "",
    "display": "",
    "sign_in_number": None,
    "is_staff": False,
    "is_superuser": False,
    "last_login": None,
}


def _is_somebody(person: User) -> bool:
    return person.erased_at is None


def _forget_names(person: User) -> None:
    """The row stays without the person in it. Not `erased_at`: that is set last, when nothing waits (accounts.services.erase)."""
    PreviousName.objects.filter(person=person).delete()
    destroy_key(person)
    for field, value in EMPTY.items():
        setattr(person, field, value)
    person.called, person.email, person.is_active = now_("Somebody who left"), None, False
    person.set_unusable_password()
    person.save()
    person.history.all().delete()  # type: ignore[attr-defined]
    ModelLogEntry.objects.filter(content_type__app_label="accounts", content_type__model="user", object_id=str(person.pk)).delete()
    _forget_profile(person)


def _forget_profile(person: User) -> None:
    """The CMS's own page about an editor, with a picture."""
    for profile in UserProfile.objects.filter(user=person):
        if profile.avatar:
            storage, name = profile.avatar.storage, profile.avatar.name
            transaction.on_commit(partial(storage.delete, name), robust=True)
        profile.delete()


def _forget_sign_in(person: User) -> None:
    person.emailaddress_set.all().delete()  # type: ignore[attr-defined]
    Authenticator.objects.filter(user=person).delete()
    UserSession.objects.filter(user=person).delete()  # holds network addresses and browsers
    if apps.is_installed("allauth.socialaccount"):
        apps.get_model("socialaccount", "SocialAccount").objects.filter(user=person).delete()  # its tokens go with it
    _end_sessions(person)


def _end_sessions(person: User) -> None:
    """Sign the person out everywhere. The session engine keeps no index by person, so all open sessions are looked at."""
    engine = import_module(settings.SESSION_ENGINE)
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            engine.SessionStore(session.session_key).delete()  # also what the cache holds of it


def _forget_mail(person: User) -> None:
    OutboxMessage.objects.filter(Q(to_ref=person.public_id) | Q(address=person.email or "-")).delete()
    Invitation.objects.filter(Q(used_by=person) | Q(for_person=person) | Q(email=person.email or "-")).update(
        email=NOBODY, called=now_("Somebody who left")
    )


def _was_invited(person: User) -> bool:
    """By name and address. Messages are said, and let go of, in accounts/messaging/records.py; what is left of them goes here."""
    return Invitation.objects.filter(Q(used_by=person) | Q(email=person.email or "-")).exclude(email=NOBODY).exists()


def _forget_requests(person: User) -> None:
    """The words go; that something was asked and answered in time stays. What is open is taken back; an erasure answers itself."""
    Narrative.objects.filter(pk__in=RequestWords.objects.filter(request__person=person, words_id__isnull=False).values("words_id")).delete()
    waiting = DataRequest.objects.filter(person=person, state__in=UNANSWERED).exclude(kind="erasure")
    waiting.update(state=TAKEN_BACK, closed_at=clock.now())


def _has_asked(person: User) -> bool:
    words = RequestWords.objects.filter(request__person=person, words_id__isnull=False).values("words_id")
    return Narrative.objects.filter(pk__in=words).exists()


def _end_roles(person: User) -> None:
    """Whoever is nobody has no role and no tie. Reasons that somebody typed for a change are taken out of the histories."""
    yesterday, now = clock.today() - timedelta(days=1), clock.now()
    ties = Relation.objects.in_force().filter(Q(by=person) | Q(of=person))
    rows: list[RoleGrant | Relation] = [*RoleGrant.objects.in_force().filter(person=person), *ties]
    for row in rows:
        # What began today has today as its last day, and is over at this instant all the same.
        row.until_on, row.ended_at = max(yesterday, row.from_on), now
        row.save(update_fields=["until_on", "ended_at"])
    forget_change_reasons(person)


def _has_roles(person: User) -> bool:
    ties = Relation.objects.in_force().filter(Q(by=person) | Q(of=person))
    return RoleGrant.objects.in_force().filter(person=person).exists() or ties.exists()


def forget_change_reasons(person: User) -> None:
    """Every historical table has a column for a reason; it may hold words about the person that the row is about."""
    for model in apps.get_models():
        if not hasattr(model, "history_change_reason") or model._meta.model_name == "historicaluser":
            continue
        about = [f.name for f in model._meta.local_fields if f.related_model is User and f.name != "history_user"]
        condition = Q(pk__in=[]).__or__(models.Q(*[(name, person.pk) for name in about], _connector=Q.OR)) if about else Q(pk__in=[])
        model._default_manager.filter(condition, history_change_reason__gt="").update(history_change_reason=None)


def forget_traces(person: User) -> None:
    """What hangs on nobody's part: jobs done for the person, and what staff typed as their reason for reading this one record."""
    jobs = Job.objects.filter(person_ref=person.public_id)
    jobs.update(payload={}, result={}, trouble="")
    jobs.filter(state__in=["waiting", "stuck"]).update(state="done")
    for event in ReadEvent.objects.filter(subjects__person_ref=person.public_id).exclude(reason="").distinct():
        subjects = list(event.subjects.all())
        if {subject.person_ref for subject in subjects} == {person.public_id}:
            _without_reason(event, subjects)


def _without_reason(event: ReadEvent, subjects: list[ReadSubject]) -> None:
    """A read event never changes, so it is written again without its reason; that it was read, when and by whom stays."""
    ReadSubject.objects.filter(event=event).delete()
    ReadEvent.objects.filter(pk=event.pk).delete()
    event.reason = ""
    event.save(force_insert=True)
    for subject in subjects:
        subject.save(force_insert=True)


PARTS = [
    Part(_("your roles here, and who works with you: they end"), has=_has_roles, let_go=_end_roles),
    Part(_("what you asked us about your data, and our answers"), has=_has_asked, let_go=_forget_requests),
    Part(_("your name and address on an invitation"), has=_was_invited, let_go=_forget_mail),
    Part(
        _("your way in: password, passkeys, and where you are signed in"),
        has=lambda person: person.erased_at is None,
        let_go=_forget_sign_in,
    ),
    Part(
        _("names, pronouns, address, and everything else that says who you are"),
        has=_is_somebody,
        let_go=_forget_names,
    ),
    Part(
        _("that you agreed to wordings, and when"),
        has=lambda person: Consent.objects.filter(person=person).exists(),
        why=_("we must be able to show that we asked"),
        rule="accounts.consents",
    ),
    Part(
        _("that you had roles and worked with people here, and when"),
        has=lambda person: (
            RoleGrant.objects.filter(person=person).exists() or Relation.objects.filter(Q(by=person) | Q(of=person)).exists()
        ),
        why=_("what others were judged or confirmed by you, or you by them, rests on it; it leads to no name"),
    ),
    Part(
        _("who opened your record, and when"),
        has=lambda person: ReadSubject.objects.filter(person_ref=person.public_id).exists(),
        why=_("so that misuse can still be found; then only how many there were stays"),
        rule="core.reads",
    ),
    Part(
        _("that and when you asked for this, and when it was done"),
        has=lambda person: True,
        why=_("so that a restored backup can be made to forget you again; there is no name in it"),
    ),
]
