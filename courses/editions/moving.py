"""Who moves when a module changes, and what they take along (ux.md 7.6, docs/decisions/0037). Pure: values in, values out.

fix          everybody on an edition of the same fingerprint, at their next page; nothing to do again
new version  new starters only; who is half-way stays, or chooses to move
must-read    everybody, also who has completed; nothing to do again
withdrawing a step and taking a story back move nobody
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from .structure import Change

Because: TypeAlias = Literal["fix", "must_read", "chose"]


@dataclass(frozen=True)
class Edition:
    """What moving needs to know of an edition. `place` grows with each release of a module.

    `shapes`: step key -> shape, in order; needed only where something is carried over.
    """

    place: int
    change: Change
    fingerprint: str
    shapes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CarryOver:
    """What becomes of each step for somebody who moves. Step keys in reading order.

    `kept` stay done; `again` were done and have changed; `fresh` are not in the edition they come from; `to_do` were open before;
    `gone` were done and are not there any more. Answers are never part of it: they stay where they were given.
    """

    kept: tuple[str, ...]
    again: tuple[str, ...]
    fresh: tuple[str, ...]
    to_do: tuple[str, ...]
    gone: tuple[str, ...]


def reaches(edition: Edition, at: Edition) -> bool:
    """Whether the release of `edition` moves somebody who is on `at`, without their doing. Never backwards."""
    if edition.place <= at.place:
        return False
    return edition.change == "must_read" or (edition.change == "fix" and edition.fingerprint == at.fingerprint)


def carry_over(done: Sequence[str], old: Edition, new: Edition, because: Because) -> CarryOver:
    """What somebody takes along from `old` to `new`. A done step of which they would meet the same is never asked again.

    Only who chose to move does a step again, and only one that has changed: an order to read something is no order to learn it anew.
    """
    changed = {key for key, shape in new.shapes.items() if old.shapes.get(key) != shape} if because == "chose" else set()
    here = [key for key in new.shapes if key in done]
    return CarryOver(
        kept=tuple(key for key in here if key not in changed),
        again=tuple(key for key in here if key in changed),
        fresh=tuple(key for key in new.shapes if key not in done and key not in old.shapes),
        to_do=tuple(key for key in new.shapes if key not in done and key in old.shapes),
        gone=tuple(key for key in dict.fromkeys(done) if key not in new.shapes),
    )
