"""May this person start a try now, and what do we tell them? Pure: the tries so far, the rules and the time are given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol

TurnKind = Literal["start", "carry_on", "wait", "passed", "none_left", "marking"]


class TryRules(Protocol):
    """The part of a quiz's rules that decides about tries."""

    @property
    def tries(self) -> int | None: ...

    def wait_after(self, tries_used: int) -> int: ...


@dataclass(frozen=True)
class Try:
    """One attempt so far. A voided one was interrupted and counts for nothing; one that `waits` has no result yet: an assessor reads it."""

    state: Literal["open", "submitted", "voided"]
    ended_at: datetime | None = None
    passed: bool = False
    waits: bool = False


@dataclass(frozen=True)
class Turn:
    """`left` counts the tries that can still be started, the next one included; None means no limit."""

    kind: TurnKind
    used: int
    left: int | None
    opens_at: datetime | None = None

    @property
    def left_after(self) -> int:
        """How many tries would remain after the next one; 0 when there is no limit, because nobody counts then."""
        return max(0, (self.left or 0) - 1)


def next_turn(rules: TryRules, tries: Sequence[Try], now: datetime) -> Turn:
    """What comes next. Passing ends it; an open try is carried on; one with an assessor is waited for; then the limit; then the wait,
    counted from the moment the last result was given (ux.md 3.3)."""
    ended = [attempt.ended_at for attempt in tries if attempt.state == "submitted" and attempt.ended_at]
    used = len(ended)
    left = None if rules.tries is None else max(0, rules.tries - used)
    if any(attempt.state == "submitted" and attempt.passed for attempt in tries):
        return Turn("passed", used, left)
    if any(attempt.state == "open" for attempt in tries):
        return Turn("carry_on", used, left)
    if any(attempt.state == "submitted" and attempt.waits for attempt in tries):
        return Turn("marking", used, left)
    if left == 0:
        return Turn("none_left", used, left)
    opens_at = max(ended, default=now) + timedelta(hours=rules.wait_after(used))
    return Turn("wait" if opens_at > now else "start", used, left, opens_at)
