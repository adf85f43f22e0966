"""What an app has of a person and what becomes of it, said once: what is promised before an erasure and what it does cannot drift.

PARTS = [
    Part(_("your journal"), has=..., let_go=...),                     goes now
    Part(_("your answers"), has=..., why=..., rule="courses.x"),      goes when its time is up (a key of lms.core.retention)
    Part(_("that you completed a module"), has=..., why=...),         stays
]
register("plan", "courses", planned(PARTS)); register("erase", "courses", erased(PARTS))
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from .registry import Erased, Planned


@dataclass(frozen=True)
class Part:
    """One kind of record: what it is called, whether a person has any, and how it goes; without `let_go` it stays.

    `let_go` is run whether or not there seems to be any, so that a mistake in `has` leaves nothing behind. It is safe to repeat.
    """

    what: Any
    has: Callable[[Any], bool]
    let_go: Callable[[Any], object] | None = None
    why: Any = ""
    rule: str = ""

    def planned(self) -> Planned:
        fate = "now" if self.let_go else "later" if self.rule else "stays"
        return Planned(str(self.what), fate, str(self.why))  # type: ignore[arg-type]

    def erased(self) -> Erased:
        return Erased(str(self.what), "gone" if self.let_go else "kept", str(self.why))


def planned(parts: Sequence[Part]) -> Callable[[Any], list[Planned]]:
    """What `erase` would do to a person, as the registry's verb `plan` wants it."""
    return lambda person: [part.planned() for part in parts if part.has(person)]


def erased(parts: Sequence[Part]) -> Callable[[Any], list[Erased]]:
    """Do it, as the registry's verb `erase` wants it."""

    def carry_out(person: Any) -> list[Erased]:
        there = [part for part in parts if part.has(person)]
        for part in parts:
            if part.let_go:
                part.let_go(person)
        return [part.erased() for part in there]

    return carry_out
