"""Open a closed part of somebody's record in need."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import grants_of, has_role, selves, ties_between
from lms.core import clock
from lms.core.errors import Refused
from lms.core.narrative import write_words
from lms.core.permissions import require
from safeguarding.hooks import people_in
from safeguarding.models import BreakGlass
from safeguarding.models.glass import LONGEST_DELAY_DAYS, MAY_BREAK, OPEN_FOR

from .tell_owners import tell_owner

SHORTEST_REASON = 20  # letters


@dataclass(frozen=True)
class Wait:
    """Why the owner is told later, and after how many days."""

    choice: str
    days: int


@transaction.atomic
def break_glass(*, person: User, by: User, role: str, reason: str, wait: Wait | None = None, at: datetime | None = None) -> BreakGlass:
    """Open what `role` may see of `person` in need, for 30 minutes, and tell the person who did it and why.

    Only a safeguarding lead may have the person told later: for a fixed reason, 14 days at most. Opening the same record again within its
    time gives the same opening. Raises PermissionDenied without such a role; Refused for one's own record, for somebody with whom one
    has a tie, for a short reason, and while one has another record open.
    """
    moment = at or clock.now()
    require(by, "safeguarding.break_glass")
    if role not in MAY_BREAK or not has_role(by, role):
        raise Refused(_("Choose one of your own roles."))
    User.objects.select_for_update().get(pk=by.pk)  # two presses at once are one opening
    _refuse_person(person, by)
    if not _reaches(by, role, person):
        raise Refused(_("Your role does not reach this person. Ask a lead who is there for everybody."))
    if (before := BreakGlass.objects.open_to(by, moment).first()) is not None:
        return _same(before, person)
    words = _long_enough(reason)
    kept = write_words(kind="safeguarding.glass", text=words, subject_ref=person.public_id)
    glass = BreakGlass.objects.create(
        person=person, by=by, role=role, opened_at=moment, until_at=moment + OPEN_FOR, tell_at=_tell_at(moment, role, wait),
        delay=wait.choice if wait else "", words_id=kept.id, words_sha256=kept.sha256,
    )  # fmt: skip
    if wait is None:
        tell_owner(glass, at=moment)
    return glass


def _reaches(by: User, role: str, person: User) -> bool:
    """Whether the role holds everywhere, or for a cohort or programme in which the person is."""
    scopes = [(kind, key) for held, kind, key in grants_of(by) if held == role]
    return any(kind == "" or selves(person) & people_in(kind, [key]) for kind, key in scopes)


def _refuse_person(person: User, by: User) -> None:
    if person.pk in selves(by):
        raise Refused(_("This is your own record. You see all of it on your own pages."))
    if ties_between(by, person):
        raise Refused(_("You and this person have a tie here. Ask somebody else to do this."))


def _same(before: BreakGlass, person: User) -> BreakGlass:
    if before.person_id != person.pk:
        raise Refused(_("You have another record open. End that first."))
    return before


def _long_enough(reason: str) -> str:
    words = " ".join(reason.split())
    if len(words) < SHORTEST_REASON:
        raise Refused(_("Say in a sentence why you need this now. The person reads it."))
    return words


def _tell_at(moment: datetime, role: str, wait: Wait | None) -> datetime:
    if wait is None:
        return moment
    if role != "safeguarding" or wait.choice not in dict(BreakGlass.DELAYS):
        raise Refused(_("Only a safeguarding lead can have the person told later, for one of the reasons."))
    if not 1 <= wait.days <= LONGEST_DELAY_DAYS:
        raise Refused(_("The person is told after %(most)d days at the latest.") % {"most": LONGEST_DELAY_DAYS})
    return moment + timedelta(days=wait.days)
