"""A lost second lock: asked for by one, confirmed by another within a day, carried out at once (decision 0051)."""

from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import FactorReset, User
from lms.core import clock
from lms.core.errors import Refused
from lms.core.moves import move
from lms.core.permissions import require

from .factors import has_factor
from .sessions import end_sessions
from .told_of_change import tell_of_change

LIFE = timedelta(hours=24)


def _lapse(person: User, by: User, moment: datetime) -> None:
    """Close a request that nobody confirmed in time, so that it can be asked anew."""
    for old in FactorReset.objects.filter(person=person, state="asked", until_at__lte=moment):
        move(old, "lapse", by=by, at=moment)


@transaction.atomic
def ask_factor_reset(*, person: User, by: User, method: str, at: datetime | None = None) -> FactorReset:
    """The first of two: "I made sure that it is them" (how, never with which papers). Raises Refused or PermissionDenied."""
    require(by, "accounts.ask_factor_reset", person)
    moment = at or clock.now()
    User.objects.select_for_update().get(pk=person.pk)  # two who ask at once: the second sees the first's request
    _lapse(person, by, moment)
    if not has_factor(person):
        raise Refused(_("This person has no second lock. They can sign in and set one up."))
    if FactorReset.objects.filter(person=person, state="asked").exists():
        raise Refused(_("Somebody has asked for this already. It waits for a second person."))
    tell_of_change(person, _("Somebody here asked to take your second lock away, because they were told that you lost it."))
    return FactorReset.objects.create(person=person, asked_by=by, method=method, asked_at=moment, until_at=moment + LIFE)


@transaction.atomic
def confirm_factor_reset(*, reset: FactorReset, by: User, at: datetime | None = None) -> FactorReset:
    """The second of two: the factors go, every session ends, the person is told at once. Raises Refused or PermissionDenied."""
    moment = at or clock.now()
    if reset.asked_by_id == by.pk:
        raise Refused(_("You asked for this. A second person has to confirm it."))
    if reset.until_at <= moment:
        raise Refused(_("This was asked for more than a day ago. Ask anew, and make sure again that it is them."))
    require(by, "accounts.confirm_factor_reset", reset)
    FactorReset.objects.filter(pk=reset.pk, state="asked", confirmed_by=None).update(confirmed_by=by)
    move(reset, "confirm", by=by, at=moment)
    reset.refresh_from_db()
    Authenticator.objects.filter(user_id=reset.person_id).delete()
    end_sessions(person=reset.person)
    tell_of_change(reset.person, _("Two people here took your second lock away, because they were told that you lost it."))
    return reset


@transaction.atomic
def withdraw_factor_reset(*, reset: FactorReset, by: User, at: datetime | None = None) -> FactorReset:
    """Take the request back: by whoever asked, by an administrator, or by the person ("I did not lose anything")."""
    move(reset, "withdraw", by=by, at=at or clock.now())
    return reset


def note_for(person: User, at: datetime | None = None) -> bool:
    """Whether the person has to be told, this once, that their second lock is gone. Marks it as told."""
    return bool(FactorReset.objects.filter(person=person, state="done", told_at=None).update(told_at=at or clock.now()))
