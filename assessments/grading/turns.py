"""May this person start a try now, and what do we tell them? Pure: the tries so far, the rules and the time are given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol

from assessments.grading.windows import ALWAYS, Window

Counts = Literal["best", "last"]
TurnKind = Literal["start", "carry_on", "wait", "passed", "none_left", "marking", "not_open", "closed"]


class TryRules(Protocol):
    """The part of a quiz's rules that decides about tries."""

    @property
    def tries(self) -> int | None: ...

    @property
    def counts(self) -> Counts: ...

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
    """`left` counts the tries that can still be started, the next one included; None means no limit. `closes_at`: no more start then.

    `may_repeat`: somebody who has passed may start another try all the same, and then that one counts, whatever it comes to.
    """

    kind: TurnKind
    used: int
    left: int | None
    opens_at: datetime | None = None
    may_repeat: bool = False
    closes_at: datetime | None = None

    @property
    def is_done(self) -> bool:
        """Whether no other try comes: passed, used up or closed."""
        return self.kind in ("passed", "none_left", "closed") and not self.may_repeat

    @property
    def left_after(self) -> int:
        """How many tries would remain after the next one; 0 when there is no limit, because nobody counts then."""
        return max(0, (self.left or 0) - 1)


def next_turn(rules: TryRules, tries: Sequence[Try], now: datetime, window: Window = ALWAYS) -> Turn:
    """What comes next after these tries, oldest first. Passing ends it; an open try is carried on; one with an assessor is waited for;
    then the limit; then the days of the test and the wait, counted from the moment the last result was given (ux.md 3.3).

    Where the last try counts, passing ends it too, unless the person asks for another; an open one is then carried on.
    """
    handed_in = [attempt for attempt in tries if attempt.state == "submitted"]
    ended = [attempt.ended_at for attempt in handed_in if attempt.ended_at]
    used = len(ended)
    left = None if rules.tries is None else max(0, rules.tries - used)
    is_open = any(attempt.state == "open" for attempt in tries)
    opens_at = max(ended, default=now) + timedelta(hours=rules.wait_after(used))
    if has_passed(rules, handed_in) and not (is_open and rules.counts == "last"):
        is_time = opens_at <= now and not window.is_after(now) and not window.is_before(now)
        return Turn("passed", used, left, may_repeat=rules.counts == "last" and left != 0 and is_time)
    if is_open:
        return Turn("carry_on", used, left)
    if any(attempt.waits for attempt in handed_in):
        return Turn("marking", used, left)
    if left == 0:
        return Turn("none_left", used, left)
    opens_at = max(opens_at, window.opens_at or opens_at)
    return Turn(by_the_calendar(opens_at, now, window), used, left, opens_at, closes_at=window.closes_at)


def by_the_calendar(opens_at: datetime, now: datetime, window: Window) -> TurnKind:
    """A try is left: may it be started now? One that would open after the last day opens no more."""
    if window.is_before(max(opens_at, now)):
        return "closed"
    if window.is_after(now):
        return "not_open"
    return "wait" if opens_at > now else "start"


def has_passed(rules: TryRules, handed_in: Sequence[Try]) -> bool:
    """Whether what counts is a pass: any try, or the last of them."""
    counting = handed_in[-1:] if rules.counts == "last" else handed_in
    return any(attempt.passed for attempt in counting)
