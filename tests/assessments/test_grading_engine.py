"""Marks from events, scores from marks, and whose turn it is."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.resting.pauses import Pause
from assessments.grading import (
    ALWAYS,
    GRACE,
    BrokenHistory,
    Clock,
    Event,
    Part,
    PartScore,
    Scored,
    Standing,
    Try,
    Window,
    fold,
    next_turn,
    say_points,
    score,
    stopped_by_a_break,
)
from assessments.questions.quiz import QuizRules

HALF, THIRD = Fraction(1, 2), Fraction(1, 3)
NOW = datetime(2027, 5, 3, 9, tzinfo=UTC)
points = st.fractions(min_value=0, max_value=1, max_denominator=12)


def rules(tries=3, wait_hours=()):
    return QuizRules("b", {}, (), 8, tries, wait_hours, True, "", "", False)


def ended(hours_ago, passed=False):
    return Try("submitted", NOW - timedelta(hours=hours_ago), passed)


@pytest.mark.parametrize(
    ("events", "standing"),
    [
        ([], Standing()),
        ([Event(1, "machine", HALF)], Standing(HALF, "machine", 1)),
        ([Event(1, "machine", HALF), Event(2, "machine", Fraction(1))], Standing(Fraction(1), "machine", 2)),
        ([Event(1, "machine", HALF), Event(2, "person", Fraction(1))], Standing(Fraction(1), "person", 2)),
        ([Event(1, "person", THIRD), Event(2, "machine", Fraction(0))], Standing(THIRD, "person", 2)),
        (
            [Event(1, "machine", HALF), Event(2, "person", Fraction(1)), Event(3, "machine", THIRD), Event(4, "person_taken_back")],
            Standing(THIRD, "machine", 4),
        ),
        ([Event(1, "person", HALF), Event(2, "person_taken_back")], Standing(events=2)),
    ],
)
def test_events_fold_into_the_mark_that_stands(events, standing):
    assert fold(events) == standing
    assert fold(events[::-1]) == standing


@pytest.mark.parametrize(
    "events",
    [
        [Event(2, "machine", HALF)],
        [Event(1, "machine", HALF), Event(1, "machine", HALF)],
        [Event(1, "machine")],
        [Event(1, "machine", Fraction(3, 2))],
        [Event(1, "person", Fraction(-1))],
        [Event(1, "person_taken_back")],
        [Event(1, "person", HALF), Event(2, "person_taken_back", HALF)],
        [Event(1, "person", HALF), Event(2, "person_taken_back"), Event(3, "person_taken_back")],
    ],
)
def test_a_history_that_cannot_have_happened_is_not_guessed_at(events):
    with pytest.raises(BrokenHistory):
        fold(events)


@given(st.lists(st.tuples(st.sampled_from(["machine", "person"]), points), min_size=1))
def test_the_last_person_wins_over_the_last_machine(moves):
    events = [Event(seq, kind, given_points) for seq, (kind, given_points) in enumerate(moves, start=1)]
    by_people = [given_points for kind, given_points in moves if kind == "person"]
    assert fold(events).points == (by_people[-1] if by_people else moves[-1][1])


def test_a_score_adds_up_exactly_and_by_topic():
    marked = [
        Scored("boundaries", THIRD),
        Scored("listening", Fraction(1)),
        Scored("boundaries", Fraction(2, 3)),
        Scored("listening", Fraction(1)),
    ]
    result = score(marked, needed=3)
    assert (result.points, result.of, result.passed, result.short_by) == (3, 4, True, 0)
    assert [(t.topic, t.points, t.of, t.is_secure) for t in result.by_topic] == [("boundaries", 1, 2, False), ("listening", 2, 2, True)]
    assert result.look_again == ("boundaries",)


def test_a_topic_is_secure_from_the_share_that_the_whole_test_asks_for():
    """Six of eight: three quarters. Exactly three of four is secure, a third of a point less is not."""
    marked = [*[Scored("listening", Fraction(1))] * 3, Scored("listening", Fraction(0))]
    marked += [*[Scored("boundaries", Fraction(1))] * 2, Scored("boundaries", Fraction(2, 3)), Scored("boundaries", Fraction(0))]
    result = score(marked, 6)
    assert [(topic.topic, topic.is_secure) for topic in result.by_topic] == [("listening", True), ("boundaries", False)]
    assert result.look_again == ("boundaries",)


def test_almost_enough_is_not_enough():
    marked = [Scored("a", Fraction(1))] * 7 + [Scored("a", Fraction(99, 100))] + [Scored("a", Fraction(0))] * 2
    result = score(marked, needed=8)
    assert (result.passed, result.short_by) == (False, Fraction(1, 100))


WHOLE, NONE = Fraction(1), Fraction(0)


def paper(*points, topics=("a", "b")):
    """The first half of a paper on one topic, the second on another."""
    half = len(points) // 2
    return [Scored(topics[place > half], each, place) for place, each in enumerate(points, start=1)]


@pytest.mark.parametrize(
    ("points", "passed", "short"),
    [
        ((WHOLE, WHOLE, WHOLE, WHOLE), True, []),
        ((WHOLE, NONE, WHOLE, WHOLE), True, []),
        ((NONE, WHOLE, WHOLE, WHOLE), False, [1]),
        ((Fraction(99, 100), WHOLE, WHOLE, WHOLE), False, [1]),
        ((WHOLE, WHOLE, WHOLE, NONE), False, [0]),
        ((WHOLE, NONE, WHOLE, HALF), False, [0]),
        ((NONE, NONE, WHOLE, WHOLE), False, [1]),
        ((NONE, NONE, NONE, NONE), False, [0, 1]),
    ],
)
def test_passing_takes_the_whole_and_every_part(points, passed, short):
    """Two points of four; both of the second half; and the first question whole."""
    result = score(paper(*points), 2, [Part(range(3, 5), 2, "B"), Part(range(1, 2), 1)])
    assert (result.passed, [part.part for part in result.short_parts]) == (passed, short)


def test_a_part_says_what_it_had():
    result = score(paper(WHOLE, HALF, HALF, HALF), 1, [Part(range(2, 5), 2, "Most of it")])
    assert result.parts == (PartScore(0, Fraction(3, 2), 3, 2, is_met=False),)


def test_the_topic_of_a_part_that_is_not_there_is_worth_another_look():
    """Three of four is the share of topic a, and its first question has to be right; topic b is there."""
    marked = [Scored("a", each, place) for place, each in enumerate((NONE, WHOLE, WHOLE, WHOLE), start=1)] + [Scored("b", WHOLE, 5)]
    assert score(marked, 3).look_again == ()
    assert score(marked, 3, [Part(range(1, 2), 1)]).look_again == ("a",)


@given(st.lists(points, min_size=1, max_size=8), st.integers(1, 8), st.data())
def test_a_part_never_makes_passing_easier_and_what_lacks_is_always_named(given_points, needed, data):
    marked = [Scored(data.draw(st.sampled_from("ab")), each, place) for place, each in enumerate(given_points, start=1)]
    first = data.draw(st.integers(1, len(marked)))
    last = data.draw(st.integers(first, len(marked)))
    part = Part(range(first, last + 1), data.draw(st.integers(1, last - first + 1)), "P")
    result, plain = score(marked, needed, [part]), score(marked, needed)
    assert result.passed <= plain.passed
    assert (result.points, result.of, result.short_by) == (plain.points, plain.of, plain.short_by)
    assert result.passed or result.look_again or needed > len(marked)


def test_an_empty_paper_passes_nobody():
    assert not score([], needed=1).passed


@given(st.lists(st.builds(Scored, st.sampled_from("abc"), points), min_size=1), st.integers(1, 10))
def test_topics_add_up_to_the_whole(marked, needed):
    result = score(marked, needed)
    assert sum(topic.points for topic in result.by_topic) == result.points
    assert sum(topic.of for topic in result.by_topic) == result.of == len(marked)
    assert result.passed == (result.short_by == 0)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Fraction(0), "0"),
        (Fraction(7), "7"),
        (Fraction(15, 2), "7½"),
        (HALF, "½"),
        (Fraction(17, 3), "5⅔"),
        (Fraction(239, 30), "7.96"),
        (Fraction(799, 100), "7.99"),
        (Fraction(1, 100), "0.01"),
        (Fraction(7999, 1000), "7.99"),
    ],
)
def test_points_are_said_without_rounding_up(value, said):
    assert say_points(value) == said


@pytest.mark.parametrize(
    ("tries", "kind", "used", "left"),
    [
        ([], "start", 0, 3),
        ([Try("open")], "carry_on", 0, 3),
        ([Try("voided", NOW)], "start", 0, 3),
        ([ended(5)], "start", 1, 2),
        ([ended(5), Try("open")], "carry_on", 1, 2),
        ([Try("submitted", NOW, waits=True)], "marking", 1, 2),
        ([ended(50), ended(23)], "wait", 2, 1),
        ([ended(50), ended(24)], "start", 2, 1),
        ([ended(90), ended(50), ended(30)], "none_left", 3, 0),
        ([ended(90), ended(50), ended(30), ended(1)], "none_left", 4, 0),
        ([ended(5), ended(3, passed=True)], "passed", 2, 1),
        ([ended(90), ended(50), ended(30, passed=True)], "passed", 3, 0),
    ],
)
def test_whose_turn_it_is(tries, kind, used, left):
    turn = next_turn(rules(wait_hours=(0, 24)), tries, NOW)
    assert (turn.kind, turn.used, turn.left) == (kind, used, left)


def last_counts(tries=3, wait_hours=()):
    return replace(rules(tries, wait_hours), counts="last")


@pytest.mark.parametrize(
    ("tries", "kind", "may_repeat"),
    [
        ([ended(5, passed=True)], "passed", True),
        ([ended(5, passed=True), Try("open")], "carry_on", False),
        ([ended(5, passed=True), Try("voided", NOW)], "passed", True),
        ([ended(5, passed=True), ended(3)], "start", False),
        ([ended(5, passed=True), Try("submitted", NOW, waits=True)], "marking", False),
        ([ended(5), ended(3, passed=True)], "passed", True),
        ([ended(9), ended(5), ended(3, passed=True)], "passed", False),
        ([ended(9), ended(5, passed=True), ended(3)], "none_left", False),
    ],
)
def test_where_the_last_try_counts_a_pass_may_be_followed_by_another(tries, kind, may_repeat):
    turn = next_turn(last_counts(), tries, NOW)
    assert (turn.kind, turn.may_repeat) == (kind, may_repeat)


def test_a_pass_is_repeated_only_after_the_wait_and_without_a_limit_always():
    assert not next_turn(last_counts(wait_hours=(24,)), [ended(5, passed=True)], NOW).may_repeat
    assert next_turn(last_counts(tries=None), [ended(5, passed=True)] * 9, NOW).may_repeat
    assert not next_turn(rules(tries=None), [ended(5, passed=True)], NOW).may_repeat


def test_the_wait_is_counted_from_the_last_result():
    turn = next_turn(rules(wait_hours=(48,)), [ended(10)], NOW)
    assert (turn.kind, turn.opens_at) == ("wait", NOW + timedelta(hours=38))


def test_without_a_limit_there_is_always_another_try():
    turn = next_turn(rules(tries=None), [ended(hours) for hours in range(1, 40)], NOW)
    assert (turn.kind, turn.left, turn.left_after) == ("start", None, 0)


MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("window", "tries", "kind", "opens_at"),
    [
        (Window(NOW + DAY), [], "not_open", NOW + DAY),
        (Window(NOW), [], "start", NOW),
        (Window(NOW - DAY, NOW + HOUR), [], "start", NOW),
        (Window(None, NOW), [], "closed", NOW),
        (Window(None, NOW - DAY), [], "closed", NOW),
        (Window(NOW - DAY, NOW + 30 * HOUR), [ended(1)], "wait", NOW + 23 * HOUR),
        (Window(NOW - DAY, NOW + 20 * HOUR), [ended(1)], "closed", NOW + 23 * HOUR),
        (Window(NOW + DAY, NOW + 9 * DAY), [ended(1)], "not_open", NOW + DAY),
        (Window(NOW + HOUR, NOW + 9 * DAY), [ended(1)], "not_open", NOW + 23 * HOUR),
        (Window(None, NOW), [Try("open")], "carry_on", None),
        (Window(None, NOW), [ended(1, passed=True)], "passed", None),
        (Window(None, NOW), [Try("submitted", NOW, waits=True)], "marking", None),
        (Window(None, NOW), [ended(9)] * 3, "none_left", None),
    ],
)
def test_the_days_of_a_test_keep_tries_from_starting_and_nothing_else(window, tries, kind, opens_at):
    turn = next_turn(rules(wait_hours=(24,)), tries, NOW, window)
    assert (turn.kind, turn.opens_at) == (kind, opens_at)


@pytest.mark.parametrize("window", [Window(NOW + HOUR), Window(None, NOW)])
def test_a_pass_is_repeated_only_on_the_days_of_the_test(window):
    assert next_turn(last_counts(), [ended(5, passed=True)], NOW).may_repeat
    assert not next_turn(last_counts(), [ended(5, passed=True)], NOW, window).may_repeat


def test_the_last_day_counts_whole():
    assert Window(None, datetime(2027, 5, 15, tzinfo=UTC)).last_day == date(2027, 5, 14)
    assert Clock(datetime(2027, 5, 15, tzinfo=UTC)).last_day == date(2027, 5, 14)
    assert ALWAYS.last_day is None


@pytest.mark.parametrize(
    ("now", "is_up", "is_over"),
    [(NOW - HOUR, False, False), (NOW, True, False), (NOW + GRACE, True, False), (NOW + GRACE + timedelta(microseconds=1), True, True)],
)
def test_answers_are_kept_ten_minutes_past_the_end(now, is_up, is_over):
    clock = Clock(NOW)
    assert (clock.is_up(now), clock.is_over(now)) == (is_up, is_over)
    assert not Clock().is_up(now)
    assert not Clock().is_over(now)


def test_a_clock_that_stands_still_keeps_what_is_left():
    stopped = Clock(NOW + 20 * MINUTE, NOW)
    for later in (NOW, NOW + DAY, NOW + 400 * DAY):
        assert (stopped.left(later), stopped.is_up(later), stopped.is_over(later)) == (20 * MINUTE, False, False)
        assert stopped.going_on(later) == Clock(later + 20 * MINUTE)
    assert Clock(NOW).going_on(NOW + DAY) == Clock(NOW)
    assert Clock().going_on(NOW) == Clock()
    assert Clock().left(NOW) is None


def test_time_is_never_less_than_nothing():
    assert Clock(NOW).left(NOW + DAY) == timedelta(0)
    assert Clock(NOW, NOW - HOUR).going_on(NOW - DAY) == Clock(NOW), "the clock of the machine was set back"


@given(st.integers(0, 600), st.lists(st.tuples(st.integers(0, 600), st.integers(0, 600)), max_size=6))
def test_however_often_a_clock_stops_the_time_it_runs_is_the_same(minutes, stops):
    """Run for a while, stand still for a while, again and again: what runs adds up to the limit."""
    clock, now, ran = Clock(NOW + minutes * MINUTE), NOW, timedelta(0)
    for run, rest in stops:
        if clock.left(now + run * MINUTE) == timedelta(0):
            break
        now, ran = now + run * MINUTE, ran + run * MINUTE
        clock = Clock(clock.ends_at, now).going_on(now + rest * MINUTE)
        now += rest * MINUTE
    assert ran + clock.left(now) == minutes * MINUTE


@pytest.mark.parametrize(
    ("pause", "stops"),
    [
        (Pause(NOW.date(), None), True),
        (Pause(NOW.date(), NOW.date() + 3 * DAY), True),
        (Pause(NOW.date(), NOW.date()), False),
        (Pause(NOW.date() - DAY, None), False),
        (Pause(NOW.date() - 3 * DAY, NOW.date()), False),
        (Pause(NOW.date() + DAY, None), False),
    ],
)
def test_a_break_stops_the_clock_from_when_the_person_was_last_seen(pause, stops):
    clock, seen_at = Clock(NOW + 30 * MINUTE), NOW + 10 * MINUTE
    assert stopped_by_a_break(clock, seen_at, [pause]) == (Clock(NOW + 30 * MINUTE, seen_at) if stops else clock)


def test_a_break_neither_starts_a_clock_nor_wakes_one_that_has_run_out():
    away = [Pause(NOW.date(), None)]
    for clock in (Clock(), Clock(NOW + HOUR, NOW), Clock(NOW)):
        assert stopped_by_a_break(clock, NOW + MINUTE if clock == Clock(NOW) else NOW, away) == clock


@pytest.mark.parametrize(
    ("tries", "window", "is_done"),
    [
        ([], ALWAYS, False),
        ([ended(5)], ALWAYS, False),
        ([ended(5, passed=True)], ALWAYS, True),
        ([ended(9), ended(5), ended(3)], ALWAYS, True),
        ([ended(5)], Window(None, NOW), True),
        ([ended(5), Try("open")], Window(None, NOW), False),
    ],
)
def test_when_no_other_try_comes(tries, window, is_done):
    assert next_turn(rules(), tries, NOW, window).is_done is is_done
    assert not next_turn(last_counts(), [ended(5, passed=True)], NOW).is_done


def test_how_many_tries_follow_the_next_one():
    assert next_turn(rules(tries=3), [ended(5)], NOW).left_after == 1
    assert next_turn(rules(tries=3), [ended(5), ended(4)], NOW).left_after == 0
