"""Placing and ending a hold: something of somebody must not go yet."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import LegalHold, User
from accounts.models.holds import PARTS_BY_KIND
from lms.core import clock
from lms.core.errors import Refused
from lms.core.permissions import require


@transaction.atomic
def place_hold(*, person: User, kind: str, by: User, ref: str = "", on: date | None = None) -> LegalHold:
    """Keep a part of somebody's record until the hold is ended. The same reason twice is one hold.

    For the privacy officer and the board, and for services below whose act is the reason (an appeal that somebody makes: by=person).
    """
    if kind not in PARTS_BY_KIND:
        raise ValueError(kind)
    if by.pk != person.pk:
        require(by, "accounts.place_hold", person)
    hold, _is_new = LegalHold.objects.get_or_create(
        person=person, kind=kind, ref=ref, until_on=None, defaults={"placed_by": by, "from_on": on or clock.today()}
    )
    return hold


@transaction.atomic
def end_hold(*, hold: LegalHold, by: User, on: date | None = None) -> LegalHold:
    """From this day the part may go; what waited for it goes in the next night. Raises Refused when it ended before."""
    require(by, "accounts.place_hold", hold.person)
    held = LegalHold.objects.select_for_update().get(pk=hold.pk)
    if held.until_on is not None:
        raise Refused(_("This hold has ended already."))
    hold.until_on, hold.ended_by = max(on or clock.today(), held.from_on), by
    hold.save(update_fields=["until_on", "ended_by"])
    return hold
