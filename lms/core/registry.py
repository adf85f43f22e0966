"""What each app contributes to the acts that cross all apps (decisions.md 7).

`<app>/registry.py` registers functions when the app is ready; `lms.desk` runs them. Shapes:

    erase(person) -> list[Erased]               inside one transaction, by accounts.services.erase
    export(person) -> dict                      JSON-able, what this app holds about the person
    check() -> Iterable[Problem]                rows that break an invariant of architecture.md section 5
    remind(on) / tick(now) / nightly(on) -> int how many things were done; safe to repeat
    plan(person) -> list[Planned]               what an erasure would do, said before anybody confirms it; changes nothing
    hold(person) -> list[Hold]                  why something of this person must not go yet (an open appeal)
    keep() -> list[Keeping]                     how long this app keeps what, and how it lets go of it (retention)
    files(person) -> Iterable[tuple[str, bytes]] the person's own files for their copy of everything: path in the ZIP, content
    glass(person, role) -> list[Pane]           what somebody with `role` may see of a person while the glass is broken
    reseal() -> Iterator[str]                   seal again what the operator's key sealed; each row's fate (core.key_rotation)

A name is an app, or an app and a room ("accounts.breaks"): each name contributes once to a verb.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

Verb = Literal["erase", "export", "check", "remind", "tick", "nightly", "plan", "hold", "keep", "files", "glass", "reseal"]
Contribution = Callable[..., Any]
_contributions: dict[str, dict[str, Contribution]] = {}


@dataclass(frozen=True)
class Erased:
    """One line of the answer to an erasure: what, whether it is gone or kept, and why it is kept."""

    what: str
    fate: Literal["gone", "kept"]
    why: str = ""


@dataclass(frozen=True)
class Problem:
    """One row that breaks an invariant: its number in architecture.md, the row, and what is wrong."""

    invariant: int
    row: str
    says: str


@dataclass(frozen=True)
class Planned:
    """One line of what an erasure would do: at once, when its time is up (`until`, and why), or never (why it stays)."""

    what: str
    fate: Literal["now", "later", "stays"]
    why: str = ""
    until: date | None = None


@dataclass(frozen=True)
class Hold:
    """Why a part of somebody's record must not go yet. `parts` are the names under which apps contribute to `erase`; empty: all."""

    why: str
    since: date
    parts: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Keeping:
    """One kind of record with its time (ux.md 5.4). `apply(before)` lets go of what is older and returns how many rows.

    `key` is steady ("logbook.shared_notes"); `days` is what holds while nobody chose otherwise; None keeps for good.
    `apply` works in batches and skips who is held (accounts.privacy.holding); `what`, `counted_from`, `then` and `note` are shown.
    """

    key: str
    what: Any
    counted_from: Any
    then: Any
    days: int | None
    apply: Callable[[datetime], int]
    note: Any = ""


@dataclass(frozen=True)
class Pane:
    """One part of a record seen through broken glass: its heading, its lines, and what the read event calls it."""

    heading: str
    lines: list[tuple[str, str]]
    record_type: str


def register(verb: Verb, app: str, contribution: Contribution) -> None:
    """Say what `app` (or "app.room") does for `verb`. A second registration replaces the first, so reloading is harmless."""
    _contributions.setdefault(verb, {})[app] = contribution


def contributions(verb: Verb) -> list[tuple[str, Contribution]]:
    """The contributions to a verb, in the order of the apps' names."""
    return sorted(_contributions.get(verb, {}).items())
