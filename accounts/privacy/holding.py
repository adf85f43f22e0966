"""Who and what must not go yet: rows of LegalHold, and what apps contribute to the verb `hold`."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from accounts.models import LegalHold, User
from accounts.models.holds import PARTS_BY_KIND
from accounts.queries import selves
from lms.core.registry import Hold, contributions

WAYS_IN = {"accounts.joining", "accounts.signing"}


def holds_on(person: User) -> list[Hold]:
    """Every reason why something of this person (or of a duplicate of theirs) waits, the oldest first."""
    rows = LegalHold.objects.in_force().filter(person__in=selves(person))
    found = [Hold(row.why, row.from_on, row.parts) for row in rows]
    for _name, contribution in contributions("hold"):
        found += contribution(person)
    return sorted(found, key=lambda hold: hold.since)


def is_held(name: str, holds: list[Hold]) -> bool:
    return first_hold(name, holds) is not None


def first_hold(name: str, holds: list[Hold]) -> Hold | None:
    """The oldest hold on the part `name` ("schemes", or a room of it: "schemes.appeals"); None when it may go."""
    return next((hold for hold in holds if not hold.parts or _covers(hold.parts, name)), None)


def _covers(parts: frozenset[str], name: str) -> bool:
    # Rooms of accounts go on their own: a hold on "accounts" keeps who somebody is and their way in, not what they chose here.
    return name in parts or (name.split(".")[0] in parts and (not name.startswith("accounts.") or name in WAYS_IN))


def held_people(part: str) -> QuerySet[Any]:
    """Row ids of the people whose `part` waits today: for the nights, which let go of many people's rows at once."""
    kinds = [kind for kind, parts in PARTS_BY_KIND.items() if part in parts]
    return LegalHold.objects.in_force().filter(kind__in=kinds).values_list("person", flat=True)
