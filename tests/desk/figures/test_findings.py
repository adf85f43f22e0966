"""From numbers to findings, without a database: titles follow the rule of each figure, and nothing is said that the numbers do not hold."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.core.charts import HeatRow, Thing
from lms.desk.figures import agreement, competencies, marking, practice_hours, progress, renewals, stops, supervision
from lms.desk.figures.agreement import Look
from lms.desk.figures.marking import Marked, Queue
from lms.desk.figures.practice_hours import Asked, Practised
from lms.desk.figures.renewals import Ending
from lms.desk.figures.supervision import Seen

TODAY = date(2026, 11, 18)  # a Wednesday
quick = settings(max_examples=40, deadline=None)


# --- progress --------------------------------------------------------------------------------------


def test_progress_says_who_is_ready_and_who_waits_on_us():
    figure = progress.figure([("Spring", {"ready": 2, "with_us": 3, "on_break": 1, "learning": 4})])
    assert figure.title == "2 ready, 3 waiting on us"
    assert figure.sentence == "10 people by stage. 1 is on a break."
    assert figure.rows == (("Spring", 0, 4, 2, 1, 3, 0),)
    hatched = [key.label for key, _count in figure.drawing.keys if key.pattern == "hatch"]
    assert hatched == ["On a break"]


NUMBERS = st.dictionaries(st.sampled_from(sorted(progress.PARTS)), st.integers(0, 9))


@quick
@given(st.lists(NUMBERS, max_size=6))
def test_no_number_of_progress_tells_of_fewer_than_five_people(cohorts):
    figure = progress.figure([(str(at), numbers) for at, numbers in enumerate(cohorts)])
    sizes = [sum(numbers.values()) for numbers in cohorts]
    large, small = [n for n in sizes if n >= 5], sum(n for n in sizes if n < 5)
    drawn = sorted([*large, *([small] if small >= 5 else [])])
    assert sorted(sum(row[1:]) for row in figure.rows) == drawn
    assert figure.is_withheld is (not drawn)
    # Not by taking one number from another either: the title and the sentence are about the rows and nothing else.
    total = Counter()
    for row in figure.rows:
        total.update(dict(zip(progress.PARTS, row[1:], strict=True)))
    if drawn:
        assert figure.title == f"{total['ready']} ready, {total['with_us']} waiting on us"
        assert figure.sentence.startswith(f"{sum(drawn)} people by stage.")


# --- hours -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("minutes", "weeks", "title"),
    [
        ([600] * 5, None, "Practice hours: everybody has half or more"),
        ([599, *[1200] * 4], None, "Practice hours: 1 learner under half"),
        ([0, 0, *[1200] * 4], 3, "Practice hours: 2 learners under half with 3 weeks left"),
        ([0, *[1200] * 4], 1, "Practice hours: 1 learner under half with 1 week left"),
    ],
)
def test_hours_say_how_many_are_under_half(minutes, weeks, title):
    people = [Practised(f"P-{at}", each) for at, each in enumerate(minutes)]
    figure = practice_hours.figure(people, Asked(1200, "Scheme", weeks))
    assert figure.title == title
    assert figure.rows[0][0] == "P-0"
    assert figure.rows[0][1:] == (round(minutes[0] / 60, 1), 20.0)
    assert figure.narrow[0].words == f"{minutes[0] // 60} of 20"


def test_weeks_left_are_whole_and_never_below_nothing():
    assert practice_hours.weeks_left(None, TODAY) is None
    assert practice_hours.weeks_left(TODAY + timedelta(days=20), TODAY) == 2
    assert practice_hours.weeks_left(TODAY - timedelta(days=20), TODAY) == 0


# --- supervision -----------------------------------------------------------------------------------


def test_whoever_was_not_seen_for_six_weeks_stands_first_and_is_counted():
    old = TODAY - timedelta(days=400)
    people = [Seen(f"P-{at}", old, {TODAY: True}) for at in range(4)]
    people += [Seen("P-8", old, {TODAY - timedelta(days=50): True}), Seen("P-9", old), Seen("P-new", TODAY - timedelta(days=9))]
    figure = supervision.figure(people, TODAY)
    assert figure.title == "Supervision: 2 people not seen for 6 weeks"
    assert [row[0] for row in figure.rows][:3] == ["P-9", "P-new", "P-8"]
    assert [row[-1] for row in figure.rows][:3] == ["not in 12 weeks", "not in 12 weeks", "7 weeks ago"]
    assert figure.rows[-1][-2:] == ("seen", "this week")
    assert supervision.figure(people[:4] + people[-1:], TODAY).title == "Supervision: everybody was seen in the last 6 weeks"


def test_a_session_that_waits_is_a_ring_unless_another_of_that_week_is_confirmed():
    day = TODAY - timedelta(days=7)
    people = [Seen(f"P-{at}", TODAY, {day: False}) for at in range(4)]
    people.append(Seen("P-4", TODAY, {day: False, day + timedelta(days=1): True}))
    figure = supervision.figure(people, TODAY)
    assert [row[-3] for row in figure.rows] == ["not confirmed yet"] * 4 + ["seen"]
    assert figure.rows[0][-1] == "1 week ago"


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_twelve_weeks_begin_on_mondays_and_end_with_this_one(today):
    weeks = supervision.weeks_until(today)
    assert len(weeks) == 12
    assert all(week.weekday() == 0 for week in weeks)
    assert weeks[-1] <= today < weeks[-1] + timedelta(days=7)


# --- competencies ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcomes", "waits", "level"),
    [
        ((), False, 0),
        ((), True, 1),
        (("not_yet",), False, 2),
        (("unsafe",), False, 2),
        (("not_yet",), True, 3),
        (("not_yet", "met"), False, 4),
        (("met", "not_yet"), False, 2),
        (("met",), True, 4),
    ],
)
def test_a_level_says_how_near_somebody_is(outcomes, waits, level):
    assert competencies.level(outcomes, waits) == level


@pytest.mark.parametrize(
    ("columns", "title"),
    [
        ([(4, 4), (4, 4)], "Everybody has shown every competency"),
        ([(0, 0), (0, 0), (0, 0)], "Competencies: none is shown less than the others"),
        ([(0, 0), (4, 4), (4, 4)], "Where the cohort needs teaching: A"),
        ([(4, 4), (0, 1), (4, 0)], "Where the cohort needs teaching: B and C"),
    ],
)
def test_the_map_names_what_is_weaker_than_the_rest_and_else_nothing(columns, title):
    things = [Thing(name, name) for name in "ABC"[: len(columns)]]
    rows = [HeatRow(f"P-{at}", tuple(column[min(at, 1)] for column in columns)) for at in range(5)]
    assert competencies.figure(things, rows, "Core").title == title


# --- renewals --------------------------------------------------------------------------------------


def in_month(month: int, number: int, stage: str = "nothing") -> list[Ending]:
    return [Ending(date(2027, month, 1 + at), stage) for at in range(number)]


def test_the_month_with_the_most_is_the_pinch_point_and_level_months_are_not():
    figure = renewals.figure([*in_month(3, 6), *in_month(5, 2, "renewed"), *in_month(5, 1, "sent")], TODAY)
    assert figure.title == "Renewals: March 2027 is the pinch point (6)"
    assert figure.sentence == "9 certifications end in the next 12 months. For 6 nothing has begun yet."
    assert figure.rows[4] == ("March 2027", 0, 0, 6, 6)
    assert figure.rows[6] == ("May 2027", 2, 1, 0, 3)
    assert figure.rows[0][0] == "November 2026"
    assert "no month stands out" in renewals.figure([*in_month(3, 3), *in_month(5, 3)], TODAY).title
    far = [Ending(date(2031, 1, 1), "nothing")] * 5
    assert renewals.figure(far, TODAY).is_drawn is False


# --- marking ---------------------------------------------------------------------------------------


def test_feedback_is_measured_over_four_weeks_and_not_below_five_pieces():
    found = [Marked(TODAY - timedelta(days=at), 2.0 + at, at) for at in range(6)]
    weeks = marking.points(found, TODAY)
    assert [week.median for week in weeks[:-1]] == [None] * 10 + [None]
    assert (weeks[-1].median, weeks[-1].most, weeks[-1].count) == (4.0, 7.0, 6)
    figure = marking.figure(found, Queue(2, 9), TODAY)
    assert figure.title == "Feedback takes 4 days; promised 7"
    assert figure.narrow[2].words == "2"
    assert figure.narrow[2].label == "pieces wait, the oldest for 9 days"
    assert marking.figure(found[:4], Queue(0, 0), TODAY).is_withheld
    one_day = [Marked(TODAY, 1.0, at) for at in range(5)]
    assert marking.figure(one_day, Queue(1, 1), TODAY).title == "Feedback takes 1 day; promised 7"
    assert marking.figure(one_day, Queue(1, 1), TODAY).narrow[2].label == "piece waits, the oldest for 1 day"
    old = [Marked(TODAY - timedelta(days=70), 1.0, at) for at in range(5)]
    assert marking.figure(old, Queue(0, 0), TODAY).is_drawn is False


@pytest.mark.parametrize(("before", "now", "words"), [(9.0, 2.0, "quicker"), (2.0, 9.0, "slower"), (3.0, 3.0, "about the same")])
def test_the_trend_is_a_word(before, now, words):
    found = [Marked(TODAY - timedelta(days=70), before, at) for at in range(5)] + [Marked(TODAY, now, at) for at in range(5)]
    assert words in marking.figure(found, Queue(0, 0), TODAY).sentence


# --- agreement -------------------------------------------------------------------------------------


def looks(name: str, agreed: int, of: int, people: int = 9) -> list[Look]:
    return [Look(name, at % people, at < agreed) for at in range(of)]


def test_a_competency_needs_a_talk_only_where_its_line_lies_below_all():
    figure = agreement.figure([*looks("Crisis", 5, 40), *looks("Listening", 58, 60), *looks("Boundaries", 60, 60)])
    assert figure.title == "Crisis needs a standardisation talk"
    assert [row[0] for row in figure.rows] == ["Crisis", "Listening", "Boundaries"]
    assert agreement.figure([*looks("A", 18, 20), *looks("B", 19, 20)]).title == "No competency is marked less alike than others"


def test_nothing_is_shown_of_what_rests_on_too_little_or_on_too_few_people():
    for found in ([], looks("Canary", 3, 19), looks("Canary", 3, 40, people=4)):
        figure = agreement.figure(found)
        assert (figure.is_drawn, figure.rows, figure.narrow) == (False, (), ())
        assert "Canary" not in repr(figure)


# --- stops -----------------------------------------------------------------------------------------

STEPS = ["one", "two", "three"]


@pytest.mark.parametrize(
    ("done", "complete", "behind"), [([], False, 0), (["one"], False, 1), (["three"], False, 3), (["gone"], False, 0), ([], True, 3)]
)
def test_what_lies_behind_somebody_is_the_furthest_step(done, complete, behind):
    assert stops.finished(STEPS, done, complete) == behind


def test_most_pauses_happen_after_the_step_that_the_most_did_not_go_beyond():
    figure = stops.figure(STEPS, [0, 1, 1, 1, 3, 3], "Listening 1.0")
    assert figure.title == "Most pauses happen after “one”"
    assert figure.rows == (("Opening the module", 6, 1), ("one", 5, 3), ("two", 2, 0), ("three", 2, None))
    assert stops.figure(STEPS, [3] * 5, "Listening 1.0").title == "Nobody stopped on the way"


@quick
@given(st.lists(st.integers(0, 3), max_size=30))
def test_the_steps_only_lose_people(people):
    figure = stops.figure(STEPS, people, "Listening 1.0")
    assert figure.is_withheld is (len(people) < 5)
    if figure.is_drawn:
        assert figure.rows[0][1] == len(people)
        assert [row[1] for row in figure.rows] == sorted((row[1] for row in figure.rows), reverse=True)


# --- all -------------------------------------------------------------------------------------------

FEW = {
    "progress": lambda: progress.figure([("Canary", {"ready": 4})]),
    "hours": lambda: practice_hours.figure([Practised("P-CANARY", 60)] * 4, Asked(60, "Canary")),
    "supervision": lambda: supervision.figure([Seen("P-CANARY", TODAY)] * 4, TODAY),
    "competencies": lambda: competencies.figure([Thing("Canary", "Canary")], [HeatRow("P-CANARY", (4,))] * 4, "Canary"),
    "renewals": lambda: renewals.figure(in_month(3, 4), TODAY),
    "marking": lambda: marking.figure([Marked(TODAY, 3.0, at % 4) for at in range(9)], Queue(7, 7), TODAY),
    "stops": lambda: stops.figure(["Canary"], [1] * 4, "Canary"),
}


@pytest.mark.parametrize("key", FEW)
def test_of_fewer_than_five_people_no_figure_holds_anything(key):
    figure = FEW[key]()
    assert figure.is_withheld
    assert (figure.rows, figure.narrow, figure.drawing, figure.sentence, figure.note) == ((), (), None, "", "")
    assert "canary" not in repr(figure).lower()
