"""When a message may go out. Pure: values in, values out; no clock, no table (ux.md 4.6 and 6.2, decisions/0059).

Two questions, answered apart so that tests can hold one against the other: `may_go` says whether one moment is right, `when` finds the
next right one. Hours are wall-clock hours where the person lives; `now` is an instant with a zone.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain
from operator import itemgetter
from typing import Literal
from zoneinfo import ZoneInfo

from accounts.resting.pauses import Pause

Digest = Literal["none", "daily", "weekly"]
DAY = timedelta(days=1)
FRIDAY = 4
EVERY_DAY = frozenset(range(7))
# Nobody to ring, nobody to talk it over with: from Friday 16:00 to Monday 09:00, and in the evening (ux.md 4.6, 6.2).
NEWS_HOURS: dict[int, tuple[time, time]] = {
    **{day: (time(9), time(20)) for day in range(FRIDAY)},
    FRIDAY: (time(9), time(16)),
}
LOOKS_AHEAD_DAYS = 21  # three weeks of one's own hours; then news goes in the hours of the house
AT_MOST_DAYS = 120  # a calendar with nothing but holidays holds nothing back for ever


@dataclass(frozen=True)
class Preferences:
    """A person's days (0 is Monday) and hours [from, until), how notes are bundled, and whether news may come during a break."""

    days: frozenset[int] = EVERY_DAY
    from_time: time = time(9)
    until_time: time = time(20)
    digest: Digest = "none"
    news_in_breaks: bool = False

    @property
    def digest_days(self) -> frozenset[int]:
        """The days on which the one mail goes: each of mine, or the first of them in a week."""
        return frozenset({min(self.days)}) if self.digest == "weekly" else self.days


@dataclass(frozen=True)
class Held:
    """No moment can be named: the person is on a break without an end. Asked again when it ends."""


def _is_paused(weight: str, preferences: Preferences, pauses: Collection[Pause], on: date) -> bool:
    return not (weight == "news" and preferences.news_in_breaks) and any(pause.holds(on) for pause in pauses)


def is_quiet_for_news(moment: datetime, holidays: Collection[date] = ()) -> bool:
    """Whether an outcome must wait, in the zone of `moment`: weekend, evening, a public holiday or the day before one."""
    on, hours = moment.date(), NEWS_HOURS.get(moment.weekday())
    return hours is None or not hours[0] <= moment.time() < hours[1] or on in holidays or on + DAY in holidays


def may_go(
    weight: str, at: datetime, preferences: Preferences, pauses: Collection[Pause], zone: ZoneInfo, holidays: Collection[date]
) -> bool:
    """Whether a message of this weight may go out at this instant. (The slot of a digest is `when`'s affair.)"""
    if weight == "now":
        return True
    local = at.astimezone(zone)
    if _is_paused(weight, preferences, pauses, local.date()):
        return False
    if weight == "news":
        return not is_quiet_for_news(local, holidays)
    return local.weekday() in preferences.days and preferences.from_time <= local.time() < preferences.until_time


def when(
    weight: str,
    now: datetime,
    preferences: Preferences,
    pauses: Collection[Pause],
    zone: ZoneInfo,
    holidays: Collection[date],
    good_until: datetime | None = None,
) -> datetime | Held | None:
    """The first right moment from `now` on; None when it would come after `good_until` and tell old news; Held in an open break.

    News goes in the person's own hours where these meet the hours of the house within three weeks, and else in those of the house:
    somebody who chose Sundays is told all the same. The answer is in UTC. Raises ValueError for preferences without a day or an hour.
    """
    if weight == "now":
        return now
    if not preferences.days or preferences.from_time >= preferences.until_time:
        raise ValueError(preferences)
    # In UTC: two instants of one zone would be compared by their wall clocks, and not at all made real.
    at = _first(weight, now.astimezone(UTC), preferences, zone, holidays)
    while _is_paused(weight, preferences, pauses, on := at.astimezone(zone).date()):
        ends = [pause.until_on for pause in pauses if pause.holds(on)]
        if None in ends:
            return None if good_until and now > good_until else Held()
        back = datetime.combine(max(end for end in ends if end), time(), zone)
        at = _first(weight, back.astimezone(UTC), preferences, zone, holidays)
    return None if good_until and at > good_until else at


def _first(weight: str, start: datetime, preferences: Preferences, zone: ZoneInfo, holidays: Collection[date]) -> datetime:
    """The first right moment from `start` on, breaks aside."""
    moments = _news if weight == "news" else _notes
    return next(moments(start, preferences, zone, holidays))


def _notes(start: datetime, preferences: Preferences, zone: ZoneInfo, _holidays: Collection[date]) -> Iterator[datetime]:
    slots_only = preferences.digest != "none"

    def is_right(opening: tuple[datetime, datetime]) -> bool:
        at, opens = opening
        is_slot = at == opens and at.astimezone(zone).weekday() in preferences.digest_days
        return may_go("note", at, preferences, (), zone, ()) and (is_slot or not slots_only)

    return map(itemgetter(0), filter(is_right, _openings(start, zone, preferences.from_time)))


def _news(start: datetime, preferences: Preferences, zone: ZoneInfo, holidays: Collection[date]) -> Iterator[datetime]:
    """In my own hours; else in those of the house; and where holidays fill the calendar, without looking at them."""
    opens = NEWS_HOURS[0][0]
    own = map(itemgetter(0), _openings(start, zone, max(opens, preferences.from_time), LOOKS_AHEAD_DAYS))
    house, anyway = (map(itemgetter(0), _openings(start, zone, opens)) for _ in range(2))
    return chain(
        filter(lambda at: may_go("note", at, preferences, (), zone, ()) and may_go("news", at, preferences, (), zone, holidays), own),
        filter(lambda at: may_go("news", at, preferences, (), zone, holidays), house),
        filter(lambda at: may_go("news", at, preferences, (), zone, ()), anyway),
    )


def _openings(start: datetime, zone: ZoneInfo, opens: time, days: int = AT_MOST_DAYS) -> Iterator[tuple[datetime, datetime]]:
    """For each day from `start` on, the earliest instant that is not before `start` and not before `opens`; and the opening itself.

    A day that the zone leaves out (Apia, 30 December 2011) has no opening: what is asked for it lies on the next day, and is skipped.
    """
    first = start.astimezone(zone).date()
    for number in range(days + 1):
        on = first + number * DAY
        opening = datetime.combine(on, opens, zone).astimezone(UTC)
        at = max(start, opening)
        if at.astimezone(zone).date() == on:
            yield at, opening
