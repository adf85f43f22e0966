"""What the apps say before two records of one person are joined: what each record holds, and what stands in the way.

An app registers functions when it is ready; this app knows none of the apps above it.

    merge_part("logbook", holds=..., stops=...)

`holds(person) -> list[Held]` counts what one row holds: numbers and days, never contents.
`stops(kept, joined) -> list[str]` says in plain words why these two cannot be one: nobody may have judged themselves.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Min, QuerySet

from accounts.models import User


@dataclass(frozen=True)
class Held:
    """So many rows of one kind, from a day until a day. `what` is the same words for both records: they stand side by side."""

    what: Any
    count: int
    first_on: date | None = None
    last_on: date | None = None


@dataclass(frozen=True)
class Side:
    """One kind of row, as each of the two records holds it."""

    what: Any
    kept: Held | None
    joined: Held | None


Holds = Callable[[User], Iterable[Held]]
Stops = Callable[[User, User], Iterable[str]]
_parts: dict[str, tuple[Holds, Stops]] = {}


def _nothing(*people: User) -> list[Any]:
    return []


def merge_part(app: str, *, holds: Holds = _nothing, stops: Stops = _nothing) -> None:
    """Say what `app` adds. A second registration replaces the first, so reloading is harmless."""
    _parts[app] = (holds, stops)


def counted(what: Any, rows: QuerySet[Any], day: str) -> Iterator[Held]:
    """One line about some rows, with the first and the last day by the field `day`; nothing when there are none. One query."""
    found = rows.order_by().aggregate(count=Count("pk"), first=Min(day), last=Max(day))
    if found["count"]:
        yield Held(what, found["count"], _day(found["first"]), _day(found["last"]))


def _day(moment: date | datetime | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment


def side_by_side(kept: User, joined: User) -> list[Side]:
    """Everything that either record holds, app by app."""
    lines: list[Side] = []
    for _app, (holds, _stops) in sorted(_parts.items()):
        one, other = {str(row.what): row for row in holds(kept)}, {str(row.what): row for row in holds(joined)}
        lines += [Side(what, one.get(what), other.get(what)) for what in {**one, **other}]
    return lines


def stops_between(kept: User, joined: User) -> list[str]:
    """Every reason why the two cannot be joined, in words."""
    return [str(reason) for _app, (_holds, stops) in sorted(_parts.items()) for reason in stops(kept, joined)]
