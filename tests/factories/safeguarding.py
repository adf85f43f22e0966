"""Concerns and glass for tests, through the services."""

from datetime import datetime
from typing import Any

from accounts.models import User
from safeguarding.models import BreakGlass, Concern
from safeguarding.services import Told, break_glass, raise_concern, share, take_up

CANARY = "the canary of the worry sings"
REASON = "A neighbour rang: I need the number of a relative now."


def raised(person: User | None, by: User, *, words: str = CANARY, danger: str = "no", spoken: str = "not_yet", **more: Any) -> Concern:
    who = "" if person else "Somebody with a red coat"
    return raise_concern(person=person, by=by, told=Told(words, danger, spoken, who), **more)


def taken_up(person: User, by: User, lead: User, **more: Any) -> Concern:
    return take_up(concern=raised(person, by, **more), by=lead)


def shared(person: User, by: User, lead: User, text: str = "Somebody was worried about you. Shall we talk?") -> Concern:
    return share(concern=taken_up(person, by, lead), by=lead, text=text)


def opened(person: User, by: User, role: str = "privacy", at: datetime | None = None, **more: Any) -> BreakGlass:
    return break_glass(person=person, by=by, role=role, reason=REASON, at=at, **more)
