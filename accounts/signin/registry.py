"""What signing in contributes to the acts that cross all apps: sessions, second factors, resets of them, accounts elsewhere."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import FactorReset, User
from accounts.services.sessions import forget_old_sessions
from accounts.signin.browsers import browser_words
from lms.core.registry import Erased, Keeping, Planned, register

NAME = "accounts.signing"


def erase(person: User) -> list[Erased]:
    """Joined accounts go here; factors and sessions in accounts.services.erase. That two people let somebody in stays its time."""
    SocialAccount.objects.filter(user=person).delete()
    lines = [Erased(_("where and how you signed in, passkeys, joined accounts"), "gone")]
    if FactorReset.objects.filter(person=person).exists():
        lines.append(Erased(_("that two people let you start again after a lost phone"), "kept", _("it shows who opened the door")))
    return lines


def plan(person: User) -> list[Planned]:
    lines = [Planned(_("where and how you signed in, passkeys, joined accounts"), "now")]
    if FactorReset.objects.filter(person=person).exists():
        why = _("it shows who opened the door; two years after it happened it goes")
        lines.append(Planned(_("that two people let you start again after a lost phone"), "later", why))
    return lines


def export(person: User) -> dict[str, Any]:
    """Ways in without their secrets, where somebody signed in, and when others let them start again."""
    factors = Authenticator.objects.filter(user=person).order_by("pk")
    sessions = UserSession.objects.filter(user=person).order_by("-last_seen_at")
    resets = FactorReset.objects.filter(person=person).order_by("asked_at")
    return {
        "second_factors": [{"kind": one.type, "made_at": one.created_at.isoformat()} for one in factors],
        "signed_in": [
            {"browser": browser_words(one.user_agent), "address": one.ip, "last_used_at": one.last_seen_at.isoformat()} for one in sessions
        ],
        "second_lock_taken_away": [{"asked_at": one.asked_at.isoformat(), "state": one.state, "method": one.method} for one in resets],
        "accounts_elsewhere": [
            {"provider": one.provider, "joined_at": one.date_joined.isoformat()} for one in SocialAccount.objects.filter(user=person)
        ],
    }


def _forget_resets(before: datetime) -> int:
    return FactorReset.objects.filter(asked_at__lt=before).exclude(state="asked").delete()[0]


def keep() -> list[Keeping]:
    signed_in = gettext_lazy("where and with what browser somebody signed in")
    resets = gettext_lazy("that two people let somebody start again after a lost phone")
    goes = gettext_lazy("deleted")
    return [
        Keeping("accounts.sign_ins", signed_in, gettext_lazy("the last use"), goes, 90, forget_old_sessions),
        Keeping("accounts.factor_resets", resets, gettext_lazy("the day it was asked for"), goes, 730, _forget_resets),
    ]


register("erase", NAME, erase)
register("plan", NAME, plan)
register("export", NAME, export)
register("keep", NAME, keep)
