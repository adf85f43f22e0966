"""What each app contributes to the acts that cross all apps: erase, export, check, remind, tick, nightly (decisions.md 7).

`<app>/registry.py` registers functions when the app is ready; `lms.desk` runs them. Shapes:

    erase(person) -> list[Erased]               inside one transaction, by accounts.services.erase
    export(person) -> dict                      JSON-able, what this app holds about the person
    check() -> Iterable[Problem]                rows that break an invariant of architecture.md section 5
    remind(on) / tick(now) / nightly(on) -> int how many things were done; safe to repeat
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

Verb = Literal["erase", "export", "check", "remind", "tick", "nightly"]
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


def register(verb: Verb, app: str, contribution: Contribution) -> None:
    """Say what `app` does for `verb`. A second registration replaces the first, so reloading is harmless."""
    _contributions.setdefault(verb, {})[app] = contribution


def contributions(verb: Verb) -> list[tuple[str, Contribution]]:
    """The contributions to a verb, in the order of the apps' names."""
    return sorted(_contributions.get(verb, {}).items())
