"""What counted, what did not, and the name of the rule that says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Minutes of one entry that one rule kept from counting. `rule` is its key in the scheme."""

    rule: str
    minutes: Fraction


@dataclass(frozen=True, slots=True)
class Line:
    """One entry: its raw minutes are its credited minutes and what was left out, exactly."""

    ref: str
    on: date
    activity: str
    mode: str
    raw: int
    credited: Fraction
    left_out: tuple[LeftOut, ...] = ()

    @property
    def counts(self) -> bool:
        return self.credited > 0


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A part that must be reached besides the total: individual minutes, observed sessions."""

    rule: str
    have: Fraction
    need: int


@dataclass(frozen=True, slots=True)
class Credit:
    """The answer for one requirement on one day. Only `minutes` is rounded, once, downwards."""

    exact: Fraction
    raw: int
    individual: Fraction
    group: Fraction
    observed_sessions: int
    lines: tuple[Line, ...] = ()
    shortfalls: tuple[Shortfall, ...] = ()

    @property
    def minutes(self) -> int:
        """Whole credited minutes: the exact sum, rounded down (decisions.md 31)."""
        return self.exact.numerator // self.exact.denominator

    @property
    def counted(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.counts)

    @property
    def not_counted(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.left_out)

    def left_out_by_rule(self) -> Mapping[str, Fraction]:
        """Minutes that did not count, by the rule's name, for "not counted: travel, 3 hours"."""
        sums: dict[str, Fraction] = defaultdict(Fraction)
        for line in self.lines:
            for part in line.left_out:
                sums[part.rule] += part.minutes
        return dict(sums)
