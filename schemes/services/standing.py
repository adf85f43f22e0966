"""What the board does to a certification, and what its holder may do: each an entry in its record, written down at an instant (now)."""

from __future__ import annotations

from datetime import date, datetime
from typing import NotRequired, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from lms.core.errors import Refused
from lms.core.permissions import require
from schemes.conflicts import ties_to
from schemes.dates import authority_day
from schemes.models import Certification, CertificationEvent
from schemes.services.chain import append
from schemes.services.tell import tell_of_event
from schemes.standing import EventKind
from schemes.words.standing import REASONS, say_ties


class BoardAct(TypedDict):
    """What the board says with each of its acts. A checker may read the public text, the board alone its note."""

    certification: Certification
    by: User
    reason: str
    private_note: str
    effective_on: date
    public_text: NotRequired[str]
    at: NotRequired[datetime | None]


def suspend(**act: Unpack[BoardAct]) -> CertificationEvent:
    """Not valid from that day, until it is lifted."""
    return _by_the_board(EventKind.SUSPENDED, **act)


def lift(**act: Unpack[BoardAct]) -> CertificationEvent:
    """The suspension ends with that day."""
    return _by_the_board(EventKind.LIFTED, **act)


def revoke(**act: Unpack[BoardAct]) -> CertificationEvent:
    """Taken away from that day. Only a new award gives it back."""
    return _by_the_board(EventKind.REVOKED, **act)


def set_conditions(**act: Unpack[BoardAct]) -> CertificationEvent:
    """Valid under conditions. With a `public_text` a checker reads exactly that; without one, nothing of it shows."""
    return _by_the_board(EventKind.CONDITIONS_SET, **act)


def end_conditions(**act: Unpack[BoardAct]) -> CertificationEvent:
    """The conditions end with that day."""
    return _by_the_board(EventKind.CONDITIONS_ENDED, **act)


@transaction.atomic
def surrender(*, certification: Certification, by: User, at: datetime | None = None) -> CertificationEvent:
    """The holder gives it up, from that day (today), and owes nobody a reason."""
    require(by, "schemes.surrender", certification)
    return append(certification=certification, kind=EventKind.SURRENDERED, by=by, reason="request", effective_on=authority_day(at), at=at)


@transaction.atomic
def _by_the_board(
    kind: EventKind,
    *,
    certification: Certification,
    by: User,
    reason: str,
    private_note: str,
    effective_on: date,
    public_text: str = "",
    at: datetime | None = None,
) -> CertificationEvent:
    require(by, "schemes.change_standing", certification)
    if ties := ties_to(by, certification.person):
        raise Refused(say_ties(ties))
    if reason not in dict(REASONS):
        raise Refused(_("Choose the reason."))
    if not private_note.strip():
        raise Refused(_("Write a note for the board's own record."))
    event = append(
        certification=certification,
        kind=kind,
        by=by,
        reason=reason,
        effective_on=effective_on,
        public_text=public_text,
        private_note=private_note,
        at=at,
    )
    tell_of_event(event=event, at=at)
    return event
