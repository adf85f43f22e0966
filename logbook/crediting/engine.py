"""Admit, share out, cap, add up, round once.

The result is the largest credit that the rule allows for these entries. Hence the promises
that `tests/logbook/test_crediting_properties.py` holds against arbitrary logs: never above
the raw minutes, never lower for one more entry, the same in any order, one minute once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from logbook.crediting.admission import refusal
from logbook.crediting.report import Credit, LeftOut, Line, Shortfall
from logbook.crediting.rule import Rule
from logbook.crediting.session import LoggedHours
from logbook.crediting.timeline import Stretch, stretches

NOTHING = Fraction(0)
Kept = dict[str, Fraction]


def credit(hours: Iterable[LoggedHours], rule: Rule, on: date) -> Credit:
    """Credit these entries under this rule, as at the end of the day `on`.

    The same entry twice counts once. Raises ValueError when one `ref` comes with two
    different contents: that is two truths about one session, and no rule can choose.
    """
    sessions = _once_each(hours)
    lost = _Losses({s.ref: why for s in sessions if (why := refusal(s, rule, on))})
    admitted = [s for s in sessions if s.ref not in lost.refused]
    taken = _within_the_day(stretches(admitted, rule), rule, lost)
    credited = _within_group_caps(taken, rule, lost)
    return _report(sessions, admitted, credited, lost, rule)


def _once_each(hours: Iterable[LoggedHours]) -> list[LoggedHours]:
    unique = sorted(set(hours), key=lambda s: (s.on, s.starts or 0, s.ref))
    if len({s.ref for s in unique}) < len(unique):
        raise ValueError("one entry came with two different contents")
    return unique


class _Losses:
    """Where minutes went that did not count: entry and rule name -> minutes."""

    def __init__(self, refused: dict[str, str]) -> None:
        self.refused = refused
        self._minutes: dict[str, Kept] = defaultdict(lambda: defaultdict(Fraction))

    def add(self, ref: str, rule: str, minutes: Fraction) -> None:
        if minutes > 0:
            self._minutes[ref][rule] += minutes

    def of(self, session: LoggedHours, credited: Fraction) -> tuple[LeftOut, ...]:
        """What the caps took, and for the rest: somebody else's minute (one minute once)."""
        if session.ref in self.refused:
            return (LeftOut(self.refused[session.ref], Fraction(session.minutes)),)
        parts = dict(self._minutes[session.ref])
        shared = session.minutes - credited - sum(parts.values(), NOTHING)
        if shared > 0:
            parts["one_minute_once"] = shared
        return tuple(LeftOut(rule, minutes) for rule, minutes in sorted(parts.items()))


def _within_the_day(pieces: list[Stretch], rule: Rule, lost: _Losses) -> list[Stretch]:
    day_max = rule.day_max
    if day_max is None:
        return pieces
    room: dict[int, int] = defaultdict(lambda: day_max)
    taken = []
    for piece in sorted(pieces, key=lambda p: p.rank):
        minutes = min(piece.minutes, room[piece.day])
        room[piece.day] -= minutes
        lost.add(piece.session.ref, "day_max_minutes", Fraction(piece.minutes - minutes))
        taken.append(Stretch(piece.session, piece.day, minutes, piece.weight))
    return taken


def _within_group_caps(pieces: list[Stretch], rule: Rule, lost: _Losses) -> Kept:
    """Credited minutes by entry. Groups fill their allowance oldest first."""
    kept: Kept = defaultdict(Fraction)
    for piece in (p for p in pieces if not p.session.is_group):
        kept[piece.session.ref] += piece.minutes
    room, cap = _group_room(rule, sum(kept.values(), NOTHING))
    for piece in sorted((p for p in pieces if p.session.is_group), key=lambda p: _age(p.session)):
        worth = piece.minutes * piece.weight
        lost.add(piece.session.ref, "large_group", piece.minutes - worth)
        given = worth if room is None else min(worth, room)
        lost.add(piece.session.ref, cap, worth - given)
        kept[piece.session.ref] += given
        room = None if room is None else room - given
    return kept


def _age(session: LoggedHours) -> tuple[date, int, str]:
    return session.on, session.starts or 0, session.ref


def _group_room(rule: Rule, individual: Fraction) -> tuple[Fraction | None, str]:
    """How many group minutes fit, and which of the two caps is the tighter one.

    Groups at most the part s of a total T = individual + group gives
    group <= individual * s / (1 - s). s = 1 caps nothing.
    """
    caps: list[tuple[Fraction, str]] = []
    if rule.group_max is not None:
        caps.append((Fraction(rule.group_max), "group_max_minutes"))
    if rule.group_share is not None and rule.group_share < 1:
        share = rule.group_share
        caps.append((individual * share / (1 - share), "group_max_share"))
    return min(caps) if caps else (None, "")


def _report(
    sessions: Sequence[LoggedHours],
    admitted: Sequence[LoggedHours],
    credited: Kept,
    lost: _Losses,
    rule: Rule,
) -> Credit:
    individual = sum((credited[s.ref] for s in admitted if not s.is_group), NOTHING)
    group = sum((credited[s.ref] for s in admitted if s.is_group), NOTHING)
    observed = sum(1 for s in admitted if s.activity in rule.observed_activities)
    return Credit(
        exact=individual + group,
        raw=sum(s.minutes for s in sessions),
        individual=individual,
        group=group,
        observed_sessions=observed,
        lines=tuple(_line(s, credited.get(s.ref, NOTHING), lost) for s in sessions),
        shortfalls=_shortfalls(individual, observed, rule),
    )


def _line(session: LoggedHours, credited: Fraction, lost: _Losses) -> Line:
    return Line(
        ref=session.ref,
        on=session.on,
        activity=session.activity,
        mode=session.mode,
        raw=session.minutes,
        credited=credited,
        left_out=lost.of(session, credited),
    )


def _shortfalls(individual: Fraction, observed: int, rule: Rule) -> tuple[Shortfall, ...]:
    parts = (
        Shortfall("individual_min_minutes", individual, rule.individual_min),
        Shortfall("observed_min_sessions", Fraction(observed), rule.observed_min),
    )
    return tuple(part for part in parts if part.have < part.need)
