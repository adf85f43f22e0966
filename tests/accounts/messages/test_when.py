# ruff: noqa: DTZ001 - wall-clock times, to which a zone is given below
"""When a message may go: held against a plain restatement of the rules, over zones, changes of the clock, breaks and holidays."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.messaging.sending import Held, Preferences, is_quiet_for_news, may_go, when
from accounts.resting.pauses import Pause

LONDON, KATHMANDU, APIA, ASUNCION = (ZoneInfo(n) for n in ("Europe/London", "Asia/Kathmandu", "Pacific/Apia", "America/Asuncion"))
ZONES = [LONDON, KATHMANDU, APIA, ASUNCION, ZoneInfo("UTC"), ZoneInfo("America/St_Johns"), ZoneInfo("Africa/Cairo")]
USUAL = Preferences()


def asked(weight, moment, *, preferences=USUAL, pauses=(), zone=LONDON, holidays=(), good_until=None):
    found = when(weight, moment.replace(tzinfo=zone), preferences, pauses, zone, holidays, good_until)
    return found.astimezone(zone).replace(tzinfo=None) if isinstance(found, datetime) else found


@pytest.mark.parametrize(
    ("weight", "moment", "goes"),
    [
        ("now", datetime(2026, 11, 21, 3), datetime(2026, 11, 21, 3)),  # safety does not wait for Monday
        ("news", datetime(2026, 11, 20, 15, 59), datetime(2026, 11, 20, 15, 59)),
        ("news", datetime(2026, 11, 20, 16), datetime(2026, 11, 23, 9)),
        ("news", datetime(2026, 11, 21, 12), datetime(2026, 11, 23, 9)),
        ("news", datetime(2026, 11, 23, 8, 59), datetime(2026, 11, 23, 9)),
        ("news", datetime(2026, 11, 24, 20), datetime(2026, 11, 25, 9)),
        ("note", datetime(2026, 11, 21, 12), datetime(2026, 11, 21, 12)),
        ("note", datetime(2026, 11, 21, 20), datetime(2026, 11, 22, 9)),
        ("reminder", datetime(2026, 11, 21, 8), datetime(2026, 11, 21, 9)),
        ("note", datetime(2026, 3, 29, 1, 30), datetime(2026, 3, 29, 9)),  # an hour that London leaves out
    ],
)
def test_the_hours_of_the_house(weight, moment, goes):
    assert asked(weight, moment) == goes


def test_news_waits_over_christmas():
    """24 December is the day before; 25 and 28 (for the 26th) are holidays; the 27th is a Sunday."""
    off = {date(2026, 12, 25), date(2026, 12, 26), date(2026, 12, 28)}
    assert asked("news", datetime(2026, 12, 23, 20), holidays=off) == datetime(2026, 12, 29, 9)
    assert asked("note", datetime(2026, 12, 24, 12), holidays=off) == datetime(2026, 12, 24, 12)


def test_hours_are_those_where_the_person_lives():
    friday_noon = datetime(2026, 11, 20, 12, tzinfo=UTC)  # 01:00 on Saturday in Apia, 17:45 in Kathmandu
    assert asked("news", friday_noon.astimezone(KATHMANDU).replace(tzinfo=None), zone=KATHMANDU) == datetime(2026, 11, 23, 9)
    assert asked("news", friday_noon.astimezone(APIA).replace(tzinfo=None), zone=APIA) == datetime(2026, 11, 23, 9)


def test_a_day_that_a_zone_leaves_out_is_no_day_for_anything():
    """Apia had no 30 December 2011, a Friday."""
    fridays = Preferences(days=frozenset({4}))
    assert asked("note", datetime(2011, 12, 29, 12), preferences=fridays, zone=APIA) == datetime(2012, 1, 6, 9)
    assert asked("news", datetime(2011, 12, 29, 21), zone=APIA) == datetime(2012, 1, 2, 9)


def test_ones_own_days_and_hours():
    mine = Preferences(days=frozenset({1}), from_time=time(18), until_time=time(19))
    assert asked("note", datetime(2026, 11, 24, 18, 30), preferences=mine) == datetime(2026, 11, 24, 18, 30)
    assert asked("note", datetime(2026, 11, 24, 19), preferences=mine) == datetime(2026, 12, 1, 18)
    assert asked("news", datetime(2026, 11, 24, 10), preferences=mine) == datetime(2026, 11, 24, 18)
    sundays = Preferences(days=frozenset({6}))
    assert asked("news", datetime(2026, 11, 21, 10), preferences=sundays) == datetime(2026, 11, 23, 9)


def test_one_mail_a_day_or_a_week():
    daily, weekly = Preferences(digest="daily"), Preferences(digest="weekly", days=frozenset({2, 4}))
    assert asked("note", datetime(2026, 11, 24, 9), preferences=daily) == datetime(2026, 11, 24, 9)
    assert asked("note", datetime(2026, 11, 24, 9, 1), preferences=daily) == datetime(2026, 11, 25, 9)
    assert asked("reminder", datetime(2026, 11, 25, 9, 1), preferences=weekly) == datetime(2026, 12, 2, 9)
    assert asked("news", datetime(2026, 11, 25, 9, 1), preferences=weekly) == datetime(2026, 11, 25, 9, 1)


BREAK = [Pause(date(2026, 11, 23), date(2026, 12, 7))]


def test_nothing_goes_during_a_break_but_safety():
    at = datetime(2026, 11, 24, 12)
    assert asked("now", at, pauses=BREAK) == at
    assert asked("note", at, pauses=BREAK) == datetime(2026, 12, 7, 9)
    assert asked("news", at, pauses=BREAK) == datetime(2026, 12, 7, 9)
    assert asked("note", at, pauses=[Pause(date(2026, 11, 23))]) == Held()
    assert asked("note", datetime(2026, 11, 22, 21), pauses=BREAK) == datetime(2026, 12, 7, 9)  # the morning falls into the break


def test_somebody_may_choose_to_hear_news_during_a_break():
    chose = Preferences(news_in_breaks=True)
    at = datetime(2026, 11, 24, 12)
    assert asked("news", at, pauses=[Pause(date(2026, 11, 23))], preferences=chose) == at
    assert asked("note", at, pauses=[Pause(date(2026, 11, 23))], preferences=chose) == Held()


def test_a_reminder_that_is_out_of_date_when_the_break_ends_is_dropped():
    at = datetime(2026, 11, 24, 12)
    until = datetime(2026, 12, 1, tzinfo=UTC)
    assert asked("reminder", at, pauses=BREAK, good_until=until) is None
    assert asked("reminder", at, pauses=[Pause(date(2026, 11, 23))], good_until=until) == Held()
    assert asked("reminder", datetime(2026, 12, 2, 12), pauses=[Pause(date(2026, 11, 23))], good_until=until) is None


def test_two_breaks_in_a_row_are_both_waited_for():
    pauses = [*BREAK, Pause(date(2026, 12, 7), date(2026, 12, 20))]
    assert asked("note", datetime(2026, 11, 24, 12), pauses=pauses) == datetime(2026, 12, 20, 9)


def test_a_calendar_of_nothing_but_holidays_holds_nothing_back_for_ever():
    off = {date(2026, 11, 1) + timedelta(days=n) for n in range(400)}
    assert asked("news", datetime(2026, 11, 24, 12), holidays=off) == datetime(2026, 11, 24, 12)


def test_preferences_without_a_day_are_no_preferences():
    with pytest.raises(ValueError, match="Preferences"):
        asked("note", datetime(2026, 11, 24, 12), preferences=Preferences(days=frozenset()))


# --- for every moment, zone, break and wish -----------------------------------------------------------------------------

instants = st.one_of(
    st.datetimes(datetime(2011, 12, 1), datetime(2012, 1, 31)),  # Apia skips a day
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31)),
).map(lambda moment: moment.replace(tzinfo=UTC, microsecond=0))
preferences = st.builds(
    lambda days, hours, digest, news: Preferences(days, time(hours[0]), time(hours[1]), digest, news),
    st.frozensets(st.integers(0, 6), min_size=1),
    st.sampled_from([(a, b) for a in range(23) for b in range(a + 1, 24)]),
    st.sampled_from(["none", "daily", "weekly"]),
    st.booleans(),
)
weights = st.sampled_from(["now", "news", "note", "reminder"])
zones = st.sampled_from(ZONES)


@st.composite
def cases(draw):
    now = draw(instants)
    starts = draw(st.lists(st.integers(-40, 60), max_size=4))
    pauses = []
    for start in starts:
        length = draw(st.one_of(st.integers(1, 90), st.none()))
        first = now.date() + timedelta(days=start)
        pauses.append(Pause(first, first + timedelta(days=length) if length else None))
    holidays = {now.date() + timedelta(days=n) for n in draw(st.sets(st.integers(-1, 30), max_size=12))}
    good_until = draw(st.one_of(st.none(), st.integers(0, 400).map(lambda hours: now + timedelta(hours=hours))))
    return draw(weights), now, draw(preferences), pauses, draw(zones), holidays, good_until


def allowed(weight, at, wish, pauses, zone, holidays):
    """The rules again, in other words: the oracle."""
    local = at.astimezone(zone)
    day, clock = local.date(), local.hour * 60 + local.minute
    if weight == "now":
        return True
    on_break = any(p.from_on <= day and (p.until_on is None or p.until_on > day) for p in pauses)
    if weight == "news":
        weekend = (day.isoweekday() == 5 and clock >= 16 * 60) or day.isoweekday() > 5 or (day.isoweekday() == 1 and clock < 9 * 60)
        night = clock < 9 * 60 or clock >= 20 * 60
        off = bool({day, day + timedelta(days=1)} & holidays)
        return not (weekend or night or off or (on_break and not wish.news_in_breaks))
    mine = day.weekday() in wish.days and wish.from_time <= local.time() < wish.until_time
    return mine and not on_break


@settings(max_examples=400, deadline=None)
@given(cases())
def test_nothing_goes_early_nor_at_a_moment_that_is_not_right(case):
    weight, now, wish, pauses, zone, holidays, good_until = case
    found = when(*case)
    if isinstance(found, datetime):
        assert found >= now
        assert allowed(weight, found, wish, pauses, zone, holidays)
        assert not (good_until and weight != "now" and found > good_until)


@settings(max_examples=400, deadline=None)
@given(cases())
def test_every_message_that_waits_has_an_end(case):
    """It goes within four months of the last break, or it is dropped because it was only good until then; only an open break holds."""
    weight, now, _wish, pauses, _zone, _holidays, good_until = case
    found = when(*case)
    if isinstance(found, Held):
        assert any(pause.until_on is None for pause in pauses)
        assert weight != "now"
    elif found is None:
        assert good_until is not None
    else:
        last = max([now.date(), *(pause.until_on for pause in pauses if pause.until_on)])
        assert found.date() <= last + timedelta(days=121)


@settings(max_examples=300, deadline=None)
@given(cases(), st.integers(0, 60 * 24 * 30))
def test_the_rule_for_one_moment_says_the_same_as_its_restatement(case, minutes):
    weight, now, wish, pauses, zone, holidays, _good_until = case
    at = now + timedelta(minutes=minutes)
    assert may_go(weight, at, wish, pauses, zone, holidays) is allowed(weight, at, wish, pauses, zone, holidays)


@settings(max_examples=200, deadline=None)
@given(cases())
def test_a_moment_that_is_right_is_not_put_off(case):
    weight, now, wish, pauses, zone, holidays, _good_until = case
    own = allowed("note", now, wish, (), zone, ())
    if allowed(weight, now, wish, pauses, zone, holidays) and wish.digest == "none" and (own or weight == "now"):
        assert when(weight, now, wish, pauses, zone, holidays) == now


@settings(max_examples=200, deadline=None)
@given(cases())
def test_asking_again_at_the_moment_named_names_the_same_moment(case):
    weight, _now, wish, pauses, zone, holidays, _good_until = case
    found = when(*case)
    if isinstance(found, datetime):
        assert when(weight, found, wish, pauses, zone, holidays) == found


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [
        (datetime(2026, 11, 20, 12), False),
        (datetime(2026, 11, 20, 15, 59), False),
        (datetime(2026, 11, 20, 16), True),
        (datetime(2026, 11, 21, 12), True),
        (datetime(2026, 11, 22, 12), True),
        (datetime(2026, 11, 23, 8, 59), True),
        (datetime(2026, 11, 23, 9), False),
        (datetime(2026, 11, 24, 10), False),
    ],
)
def test_quiet_hours_for_news(moment, quiet):
    assert is_quiet_for_news(moment) is quiet
