"""Where somebody stands on a date: a fold of dated events over the scheme's terms. Pure: no clock, no table.

Two times matter. An event is *effective* on a day (the suspension holds from 3 March) and was *recorded* at an instant
(the board wrote it down on 5 March). `standing(events, terms, on, known_at)` answers "where did this person stand on
4 March, as anybody could know it on 4 March?" - current - as well as "as we know today" - suspended.

Nothing is stored: expiry needs no nightly job, and a decision that is dated back is right at once.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import groupby

from accounts.resting.pauses import Pause, moved
from lms.core.written.forms import said
from lms.core.written.shapes import Choice, Whole

ONE_DAY = timedelta(days=1)


class EventKind(StrEnum):
    AWARDED = "awarded"
    RENEWED = "renewed"
    SUSPENDED = "suspended"
    LIFTED = "lifted"
    REVOKED = "revoked"
    SURRENDERED = "surrendered"
    CONDITIONS_SET = "conditions_set"
    CONDITIONS_ENDED = "conditions_ended"


class Code(StrEnum):
    NOT_AWARDED = "not_awarded"
    CURRENT = "current"
    GRACE = "grace"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    SURRENDERED = "surrendered"


@dataclass(frozen=True, kw_only=True)
class Terms:
    """How long an award lasts. The terms belong to the version of the scheme under which it was given."""

    valid_months: int | None = said("How long an award lasts. Left out: it does not end by itself.", Whole(1, 600, "months"), default=None)
    grace_days: int = said("Days after the end in which it still counts.", Whole(0, 3650, "days"), default=0)
    grace_shown_as: str = said("What a checker is told in those days.", Choice(("current", "ended")), default="current")
    breaks_add_months: int = said(
        "Days on a break lengthen an award, by no more than this. A checker is never told.", Whole(0, 120, "months"), default=0
    )


@dataclass(frozen=True)
class Event:
    """One entry of a certification's record.

    `version` is the scheme version of an award or a renewal (0 otherwise). `term_from` is the first day of its term:
    a renewal in good time begins when the old term ends. `public_text` is what a checker may read of a condition.
    """

    seq: int
    kind: EventKind
    effective_on: date
    recorded_at: datetime
    version: int = 0
    term_from: date | None = None
    public_text: str = ""


@dataclass(frozen=True)
class Standing:
    """`since_on` is the first day of the present code; `valid_until` the last day of the term as awarded (None: no end).

    `kept_until` is the same day, later by the days on a break where the scheme adds them. It is for the holder's eyes: whoever compares it
    with the day on the paper could tell that there was a break.
    """

    code: Code = Code.NOT_AWARDED
    since_on: date | None = None
    awarded_on: date | None = None
    version: int = 0
    valid_until: date | None = None
    kept_until: date | None = None
    grace_until: date | None = None
    has_conditions: bool = False
    public_conditions: tuple[str, ...] = ()
    grace_shown_as: str = "current"


# What a record may say next. The service asks; the fold below accepts any history, however odd.
MAY_FOLLOW: Mapping[EventKind, frozenset[Code]] = {
    EventKind.AWARDED: frozenset({Code.NOT_AWARDED, Code.EXPIRED, Code.SURRENDERED, Code.REVOKED}),
    EventKind.RENEWED: frozenset({Code.CURRENT, Code.GRACE}),
    EventKind.SUSPENDED: frozenset({Code.CURRENT, Code.GRACE}),
    EventKind.LIFTED: frozenset({Code.SUSPENDED}),
    EventKind.REVOKED: frozenset({Code.CURRENT, Code.GRACE, Code.EXPIRED, Code.SUSPENDED, Code.SURRENDERED}),
    EventKind.SURRENDERED: frozenset({Code.CURRENT, Code.GRACE, Code.EXPIRED, Code.SUSPENDED}),
    EventKind.CONDITIONS_SET: frozenset({Code.CURRENT, Code.GRACE, Code.SUSPENDED}),
    EventKind.CONDITIONS_ENDED: frozenset({Code.CURRENT, Code.GRACE, Code.SUSPENDED}),
}


def may_follow(now: Standing, kind: EventKind) -> bool:
    """Whether an event of this kind makes sense for somebody who stands like this."""
    wanted = {EventKind.CONDITIONS_SET: False, EventKind.CONDITIONS_ENDED: True}.get(kind, now.has_conditions)
    return now.code in MAY_FOLLOW[kind] and now.has_conditions == wanted


def last_day(first: date, months: int) -> date:
    """The last day of a term: the day before the same day of the month; the month's end where there is no such day."""
    years, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    days = monthrange(years, month + 1)[1]
    return date(years, month + 1, first.day) - ONE_DAY if first.day <= days else date(years, month + 1, days)


@dataclass(frozen=True)
class Span:
    """A stretch of time with one standing, from its first day until the next span's."""

    from_on: date
    standing: Standing


def standing(events: Iterable[Event], terms: Mapping[int, Terms], on: date, known_at: datetime, pauses: Sequence[Pause] = ()) -> Standing:
    """Where somebody stands at the end of the day `on`, from what had been recorded by `known_at`.

    `terms` maps a scheme version to its terms. Raises KeyError for an award under a version without terms.
    """
    begun = [span.standing for span in timeline(events, terms, known_at, pauses) if span.from_on <= on]
    return begun[-1] if begun else Standing()


def timeline(events: Iterable[Event], terms: Mapping[int, Terms], known_at: datetime, pauses: Sequence[Pause] = ()) -> list[Span]:
    """Every stretch, oldest first, the ends of terms included; also those that are still to come.

    Of a break, what had happened by the day of `known_at` counts: one that is still open lengthens a term day by day.
    """
    known = sorted((e for e in events if e.recorded_at <= known_at), key=lambda e: (e.effective_on, e.seq))
    spans: list[Span] = []
    held, last = _Held(breaks=_Breaks(tuple(pauses), known_at.date())), date.min
    for day, same_day in groupby(known, key=lambda e: e.effective_on):
        spans += held.ends(after=last, before=day)
        for event in same_day:
            held = held.after(event, terms)
        spans.append(Span(day, held.on(day)))
        last = day
    return _with_first_days([*spans, *held.ends(after=last, before=date.max)])


@dataclass(frozen=True)
class _Breaks:
    """The holder's breaks, as they were known on a day."""

    pauses: tuple[Pause, ...] = ()
    known_on: date = date.min

    def lengthen(self, last: date, counted_from: date, no_later_than: date) -> date:
        return min(moved(last, self.pauses, counted_from, self.known_on), no_later_than)


@dataclass(frozen=True)
class _Held:
    """What the events so far amount to, before the calendar is asked."""

    breaks: _Breaks = _Breaks()

    ended: Code | None = None
    suspended: bool = False
    conditions: tuple[str, ...] = ()
    awarded_on: date | None = None
    version: int = 0
    valid_until: date | None = None
    kept_until: date | None = None
    terms: Terms = Terms()

    def after(self, event: Event, terms: Mapping[int, Terms]) -> _Held:
        match event.kind:
            case EventKind.AWARDED:
                return _Held(self.breaks, awarded_on=event.effective_on).with_term(event, terms)
            case EventKind.RENEWED:
                return self.with_term(event, terms)
            case EventKind.SUSPENDED:
                return replace(self, suspended=True)
            case EventKind.LIFTED:
                return replace(self, suspended=False)
            case EventKind.CONDITIONS_SET:
                return replace(self, conditions=(*self.conditions, event.public_text))
            case EventKind.CONDITIONS_ENDED:
                return replace(self, conditions=())
            case EventKind.REVOKED:
                return replace(self, ended=Code.REVOKED)
        # Surrendered. Giving up what has been taken away does not turn the one into the other.
        return replace(self, ended=self.ended or Code.SURRENDERED)

    def with_term(self, event: Event, terms: Mapping[int, Terms]) -> _Held:
        found = terms[event.version]
        first = event.term_from or event.effective_on
        until = last_day(first, found.valid_months) if found.valid_months else None
        held = replace(self, version=event.version, terms=found, valid_until=until, kept_until=until)
        return held._lengthened(until, first) if until and found.breaks_add_months else held

    def _lengthened(self, until: date, first: date) -> _Held:
        return replace(self, kept_until=self.breaks.lengthen(until, first, self._latest(until)))

    def _latest(self, until: date) -> date:
        """The last day that breaks can move the end of a term to."""
        return last_day(until + ONE_DAY, self.terms.breaks_add_months)

    @property
    def grace_until(self) -> date | None:
        if self.valid_until is None or self.kept_until is None:
            return None
        grace = timedelta(days=self.terms.grace_days)
        end = self.kept_until + grace
        if not self.terms.breaks_add_months:
            return end
        # A break that began in the days of grace stops those as well.
        return self.breaks.lengthen(end, self.kept_until + ONE_DAY, self._latest(self.valid_until) + grace)

    def ends(self, after: date, before: date) -> list[Span]:
        """What the calendar does by itself between two events: the end of the term, then the end of the grace."""
        days = sorted({day + ONE_DAY for day in (self.kept_until, self.grace_until) if day})
        return [Span(day, self.on(day)) for day in days if after < day < before]

    def on(self, day: date) -> Standing:
        return Standing(
            code=self._code(day),
            awarded_on=self.awarded_on,
            version=self.version,
            valid_until=self.valid_until,
            kept_until=self.kept_until,
            grace_until=self.grace_until,
            has_conditions=bool(self.conditions),
            public_conditions=tuple(text for text in self.conditions if text),
            grace_shown_as=self.terms.grace_shown_as,
        )

    def _code(self, day: date) -> Code:
        if self.awarded_on is None:
            return Code.NOT_AWARDED
        if self.ended:
            return self.ended
        if self.grace_until and day > self.grace_until:
            return Code.EXPIRED
        if self.suspended:
            return Code.SUSPENDED
        return Code.GRACE if self.kept_until and day > self.kept_until else Code.CURRENT


def _with_first_days(spans: Sequence[Span]) -> list[Span]:
    """Give each stretch the day on which its code began."""
    found: list[Span] = []
    for span in spans:
        last = found[-1].standing if found else Standing()
        since = last.since_on if last.code == span.standing.code else span.from_on
        found.append(replace(span, standing=replace(span.standing, since_on=since)))
    return found
