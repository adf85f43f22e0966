"""Confirmed minutes of practice and of supervision. Pure; `logbook.crediting` does the arithmetic.

The keys that limit what counts are those of a crediting rule, so a person who reads the log and a person who reads the
scheme meet the same words.
"""

# ruff: noqa: RUF009 - `said` makes a dataclass field
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import ClassVar

from accounts.resting.pauses import Pause
from lms.core.written.forms import Form, said
from lms.core.written.nodes import Node
from lms.core.written.reading import Reading
from lms.core.written.shapes import Flag, Key, ListOf, Share, Whole
from logbook.crediting import Credit, LargeGroup, Line, LoggedHours, Rule, credit
from schemes.requirements.base import Requirement
from schemes.requirements.evidence import Evidence
from schemes.requirements.outcome import Cite, NotCounted, Outcome, state_of

MINUTES = Whole(1, 6_000_000, "minutes")
ACTIVITIES = ListOf(Key())
# What a person can still do something about, in the words of the entry's own state.
NOT_CONFIRMED = {"draft": "not_sent", "returned": "returned"}


@dataclass(frozen=True, kw_only=True)
class LoggedMinutes(Requirement):
    """Minutes that somebody else has confirmed. The two kinds below differ in where they look."""

    minutes: int = said("Confirmed minutes needed.", MINUTES)
    counted: tuple[str, ...] = said("Only these activities count. Left out: all of them.", ACTIVITIES, default=())
    excluded: tuple[str, ...] = said("These activities never count.", ACTIVITIES, default=())
    within_months: int | None = said("Only the months before the day of the report.", Whole(1, 600, "months"), default=None)
    without_breaks: bool = said("Days on a break do not fill these months: they reach back further.", Flag(), default=False)
    day_max_minutes: int | None = said("No more than this counts on one day.", Whole(1, 1440, "minutes"), default=None)

    def rule(self, pauses: tuple[Pause, ...] = ()) -> Rule:
        return Rule(
            counted=frozenset(self.counted),
            excluded=frozenset(self.excluded),
            within_months=self.within_months,
            pauses=pauses if self.without_breaks else (),
            day_max=self.day_max_minutes,
        )

    def hours(self, evidence: Evidence) -> Iterable[LoggedHours]:
        raise NotImplementedError

    def short(self, found: Credit) -> int:
        """The least minutes that must be added."""
        return max(self.minutes - found.minutes, 0)

    def parts(self, now: Credit, then: Credit) -> tuple[Outcome, ...]:
        return ()

    def judge(self, evidence: Evidence, on: date) -> Outcome:
        entries = [as_at(one, on) for one in self.hours(evidence)]
        rule = self.rule(evidence.pauses)
        now = credit(entries, rule, on)
        then = credit([confirmed(one) for one in entries], rule, on)
        states = {one.ref: one.state for one in entries}
        return self.answer(
            have=now.minutes,
            need=self.minutes,
            unit="minutes",
            missing=self.short(now),
            state=state_of(self.short(now), self.short(then)),
            waiting=then.minutes - now.minutes,
            counted=tuple(cite(line, line.credited) for line in now.counted),
            not_counted=tuple(left for line in now.not_counted for left in left_out(line, states)),
            parts=self.parts(now, then),
        )


@dataclass(frozen=True, kw_only=True)
class PracticeMinutes(LoggedMinutes):
    """Practice that a supervisor has confirmed."""

    kind: ClassVar[str] = "practice_minutes"

    def hours(self, evidence: Evidence) -> Iterable[LoggedHours]:
        return evidence.practice


@dataclass(frozen=True, kw_only=True)
class LargeGroups:
    """Sessions with more than so many people count in part."""

    over: int = said("A group is large when it has more people than this.", Whole(1, 1000, "people"))
    credit: Fraction = said("The part of each minute that counts then.", Share())


@dataclass(frozen=True, kw_only=True)
class SupervisionMinutes(LoggedMinutes):
    """Supervision that the supervisor has confirmed, some of it one to one."""

    kind: ClassVar[str] = "supervision_minutes"

    individual_min_minutes: int = said("Minutes that must be one to one.", Whole(0, 6_000_000, "minutes"), default=0)
    group_max_minutes: int | None = said("No more than this counts from groups.", Whole(0, 6_000_000, "minutes"), default=None)
    large_group: LargeGroups | None = said("How large groups count.", Form(LargeGroups), default=None)

    def check(self, node: Node, into: Reading) -> None:
        if self.individual_min_minutes > self.minutes:
            inner = node.entries["minutes"]
            params = {"value": self.minutes, "parts": self.individual_min_minutes, "of": "individual_min_minutes"}
            into.refuse(inner.path, inner.line, "less_than_its_parts", key="minutes", **params)

    def rule(self, pauses: tuple[Pause, ...] = ()) -> Rule:
        large = LargeGroup(self.large_group.over, self.large_group.credit) if self.large_group else None
        return replace(super().rule(pauses), group_max=self.group_max_minutes, large_group=large)

    def hours(self, evidence: Evidence) -> Iterable[LoggedHours]:
        return evidence.supervision

    def short(self, found: Credit) -> int:
        # Surplus group time cannot stand in for time alone with a supervisor.
        return max(super().short(found), self.individual_min_minutes - int(found.individual))

    def parts(self, now: Credit, then: Credit) -> tuple[Outcome, ...]:
        if not self.individual_min_minutes:
            return ()
        have, later, need = int(now.individual), int(then.individual), self.individual_min_minutes
        missing = max(need - have, 0)
        state = state_of(missing, max(need - later, 0))
        key, kind = f"{self.key}.individual", "supervision_individual"
        return (Outcome(key, kind, "", have, need, "minutes", missing, state, waiting=later - have),)


def as_at(one: LoggedHours, on: date) -> LoggedHours:
    """What was known of the entry at the end of that day: a later confirmation had not happened."""
    if one.state == "countersigned" and not one.is_countersigned_by(on):
        return replace(one, state="submitted", countersigned_on=None)
    return one


def confirmed(one: LoggedHours) -> LoggedHours:
    """The entry once the person it was sent to has said yes."""
    return replace(one, state="countersigned", countersigned_on=None) if one.state == "submitted" else one


def left_out(line: Line, states: dict[str, str]) -> Iterable[NotCounted]:
    for part in line.left_out:
        unconfirmed = NOT_CONFIRMED.get(states[line.ref], "waits_for_confirmation")
        rule = unconfirmed if part.rule == "only_countersigned" else part.rule
        yield NotCounted(cite(line, part.minutes), rule)


def cite(line: Line, minutes: Fraction) -> Cite:
    whole = int(minutes)
    exact = "" if minutes == whole else f"{minutes.numerator}/{minutes.denominator}"
    return Cite(line.ref, line.on, line.activity, whole, detail=line.mode, exact=exact)
