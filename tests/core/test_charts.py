"""Figures cannot lie: whatever the numbers, the drawing stays on its sheet, the parts make the whole, and table, list and file agree."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.core.charts import (
    LEAST,
    Bar,
    Column,
    DotRow,
    Estimate,
    HeatRow,
    Need,
    Part,
    Said,
    Stack,
    Step,
    Thing,
    Week,
    bars,
    columns,
    dots,
    flow,
    funnel,
    heat,
    intervals,
    nothing_yet,
    shown,
    stacks,
)
from lms.core.charts.columns import busiest
from lms.core.charts.flow import Big, percentile
from lms.core.charts.funnel import stopped
from lms.core.charts.intervals import enough
from lms.core.charts.marks import Label, apart, held
from lms.core.charts.parts import PATTERNS, legend
from lms.core.charts.text import fitted, width

quick = settings(max_examples=60, deadline=None)
WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=40)
COUNTS = st.integers(0, 5000)
SUM = 1e-6


def said(*names: str) -> Said:
    return Said("Practice hours: two need a placement", "Practice hours by learner.", names)


# --- what every drawing keeps ----------------------------------------------------------------------


def inside(sheet) -> list[object]:
    """Marks that reach over an edge."""
    out = [box for box in sheet.boxes if box.x < -SUM or box.y < -SUM or box.right > sheet.width + SUM or box.bottom > sheet.height + SUM]
    out += [each for each in sheet.labels if each.box.x < -SUM or each.box.right > sheet.width + SUM or not 0 < each.y <= sheet.height]
    lines = [(line.x1, line.y1, line.x2, line.y2) for line in sheet.strokes]
    out += [line for line in lines if not all(-SUM <= x <= sheet.width + SUM for x in line[::2])]
    out += [line for line in lines if not all(-SUM <= y <= sheet.height + SUM for y in line[1::2])]
    return out + [dot for dot in sheet.dots if not (dot.r <= dot.x <= sheet.width - dot.r and dot.r <= dot.y <= sheet.height - dot.r)]


def touching(sheet) -> list[tuple[str, str]]:
    """Pairs of labels one of which covers part of the other."""
    return [
        (one.words, other.words)
        for one, other in combinations([label for label in sheet.labels if label.words], 2)
        if one.box.x < other.box.right - SUM
        and other.box.x < one.box.right - SUM
        and one.box.y < other.box.bottom - SUM
        and other.box.y < one.box.bottom - SUM
    ]


def assert_fair(figure, sheet):
    assert inside(sheet) == []
    assert touching(sheet) == []
    assert all(len(row) == len(figure.columns) for row in figure.rows)
    assert all(line.share is None or 0 <= line.share <= 1 for line in figure.narrow)


# --- bars ------------------------------------------------------------------------------------------


def bar(label: str, amount: int, flagged: bool = False) -> Bar:
    return Bar(label, amount, str(amount), f"{amount} of 60", flagged)


BARS = st.lists(st.builds(bar, WORDS, COUNTS, st.booleans()), max_size=40)


@quick
@given(BARS, st.none() | st.builds(Need, st.integers(1, 6000), WORDS))
def test_bars_stay_on_their_sheet_and_say_the_same_everywhere(rows, need):
    figure = bars("hours", said("Learner", "Hours"), rows, need)
    assert_fair(figure, figure.drawing)
    assert figure.rows == tuple((row.label, row.amount) for row in rows)
    assert [(line.label, line.words) for line in figure.narrow] == [(row.label, row.words) for row in rows[:24]]
    if need:
        (line,) = figure.drawing.strokes
        values = [label for label in figure.drawing.labels if label.kind == "value"]
        assert all(line.x1 < label.box.x for label in values), "a value on the line"


@quick
@given(st.lists(COUNTS, min_size=2, max_size=24), st.integers(1, 6000))
def test_bars_are_as_long_as_their_numbers(amounts, need):
    rows = [Bar(f"R-{at}", amount, str(amount), "") for at, amount in enumerate(amounts)]
    drawing = bars("hours", said("Learner", "Hours"), rows, Need(need, "needed")).drawing
    tracks = [box for box in drawing.boxes if box.kind == "track"]
    filled = [box for box in drawing.boxes if box.kind != "track"]
    top = max(*amounts, need)
    for amount, track, box in zip(amounts, tracks, filled, strict=True):
        assert box.width == pytest.approx(track.width * amount / top)


def test_a_flagged_bar_has_a_pattern_of_its_own():
    rows = [Bar("R-1", 10, "10", "10 of 60", flagged=True), Bar("R-2", 60, "60", "60 of 60")]
    assert [box.kind for box in bars("h", said("a", "b"), rows, Need(60, "60 h")).drawing.boxes] == ["track", "hatch", "track", "solid"]


def test_a_row_may_bring_its_own_cells_for_the_table():
    figure = bars("h", said("Learner", "Hours", "Needed"), [Bar("R-1", 10, "10", "10 of 60", cells=(10, 60))])
    assert figure.rows == (("R-1", 10, 60),)
    with pytest.raises(ValueError, match="more or fewer cells"):
        bars("h", said("Learner"), [Bar("R-1", 10, "10", "10 of 60")])


# --- parts of a whole ------------------------------------------------------------------------------


@st.composite
def parted(draw, most_rows, make):
    parts = draw(st.lists(WORDS.map(Part), min_size=1, max_size=len(PATTERNS)))
    counts = st.tuples(*[st.integers(0, 300)] * len(parts))
    return parts, [make(draw(WORDS), draw(counts)) for _ in range(draw(st.integers(0, most_rows)))]


@quick
@given(parted(6, Stack))
def test_stacked_parts_make_the_whole(case):
    parts, rows = case
    figure = stacks("stages", said("Cohort", *(part.label for part in parts)), parts, rows)
    assert_fair(figure, figure.drawing)
    assert [sum(row[1:]) for row in figure.rows] == [row.total for row in rows]
    assert sum(count for _key, count in figure.drawing.keys) == sum(row.total for row in rows)
    assert sum(int(line.words) for line in figure.narrow) == sum(row.total for row in rows)
    most = max((row.total for row in rows), default=0) or 1
    for at, row in enumerate(rows):
        mine = [box for box in figure.drawing.boxes if box.y == at * 84 + 44]
        assert len(mine) == sum(1 for count in row.counts if count)
        starts = [sum(row.counts[:place]) * 440 / most for place, count in enumerate(row.counts) if count]
        assert [box.x for box in mine] == pytest.approx(starts)


def test_a_list_of_one_bar_does_not_repeat_its_name():
    figure = stacks("s", said("Cohort", "a", "b"), [Part("a"), Part("b")], [Stack("Spring", (3, 4))])
    assert [(line.label, line.words) for line in figure.narrow] == [("a", "3"), ("b", "4")]
    figure = stacks("s", said("Cohort", "a"), [Part("a")], [Stack("Spring", (3,)), Stack("Autumn", (4,))])
    assert [line.label for line in figure.narrow] == ["Spring: a", "Autumn: a"]


@quick
@given(parted(14, lambda label, counts: Column(label, label[:3], counts)))
def test_columns_stand_on_their_sheet_and_keep_their_sums(case):
    parts, rows = case
    figure = columns("renewals", said("Month", *(part.label for part in parts), "All"), parts, rows)
    assert_fair(figure, figure.drawing)
    assert [sum(row[1:-1]) for row in figure.rows] == [row[-1] for row in figure.rows]
    assert sum(count for _key, count in figure.drawing.keys) == sum(row.total for row in rows)
    assert [int(line.words) for line in figure.narrow] == [row.total for row in busiest(rows)]
    most = max((row.total for row in rows), default=0) or 1
    assert sum(box.height for box in figure.drawing.boxes) == pytest.approx(sum(row.total for row in rows) / most * 132)


def test_the_busiest_are_the_highest_and_of_equal_ones_the_first():
    rows = [Column(name, name, (count,)) for name, count in (("Jan", 2), ("Feb", 9), ("Mar", 0), ("Apr", 9), ("May", 3))]
    assert [row.label for row in busiest(rows)] == ["Feb", "Apr", "May"]


@given(st.lists(st.sampled_from(["", "", "", *PATTERNS]), max_size=len(PATTERNS)))
def test_no_two_parts_have_the_same_pattern(wanted):
    parts = [Part(str(at), pattern) for at, pattern in enumerate(wanted)]
    if len({each for each in wanted if each}) < sum(1 for each in wanted if each):
        with pytest.raises(ValueError, match="tell apart"):
            legend(parts)
    else:
        keys = legend(parts)
        assert len({key.pattern for key in keys}) == len(parts)
        assert [key.pattern for key, pattern in zip(keys, wanted, strict=True) if pattern] == [each for each in wanted if each]


def test_more_parts_than_patterns_are_refused():
    with pytest.raises(ValueError, match="tell apart"):
        legend([Part(str(at)) for at in range(len(PATTERNS) + 1)])


@pytest.mark.parametrize("form", [stacks, columns])
def test_a_number_without_a_part_is_refused(form):
    row = Stack("a", (1, 2)) if form is stacks else Column("a", "a", (1, 2))
    with pytest.raises(ValueError, match="than there are parts"):
        form("k", said("a"), [Part("one")], [row])


# --- heat ------------------------------------------------------------------------------------------

MARKS = ("–", "1", "2", "3", "4")


@st.composite
def heated(draw):
    things = [Thing(word[:6], word) for word in draw(st.lists(WORDS, min_size=1, max_size=10))]
    levels = st.tuples(*[st.integers(0, 4)] * len(things))
    return things, [HeatRow(f"R-{at}", draw(levels)) for at in range(draw(st.integers(0, 12)))]


@quick
@given(heated())
def test_the_map_has_the_weakest_first_and_loses_nobody(case):
    things, rows = case
    figure = heat("map", said("Learner"), things, rows, MARKS)
    feet = [foot.count for foot in figure.drawing.feet]
    assert feet == sorted(feet)
    assert sum(feet) == sum(level == 4 for row in rows for level in row.levels)
    assert sorted(figure.columns[1:]) == sorted(thing.label for thing in things)
    assert [sorted(row[1:]) for row in figure.rows] == [sorted(MARKS[level] for level in row.levels) for row in rows]
    assert figure.rows == tuple((line.label, *(cell.mark for cell in line.cells)) for line in figure.drawing.lines)
    assert [line.words for line in figure.narrow] == [f"{count} / {len(rows)}" for count in feet[:3]]
    assert all(0 <= foot.level <= 4 for foot in figure.drawing.feet)


def test_a_map_needs_a_level_for_each_thing_and_a_mark_for_each_level():
    with pytest.raises(ValueError, match="five marks"):
        heat("map", said("Learner"), [Thing("a", "a")], [HeatRow("R-1", (1, 2))], MARKS)
    with pytest.raises(ValueError, match="five marks"):
        heat("map", said("Learner"), [Thing("a", "a")], [HeatRow("R-1", (1,))], MARKS[:4])


# --- dots, lines, intervals, funnel ----------------------------------------------------------------

NAMES = {"yes": "seen", "waiting": "not confirmed", "no": "–"}
WEEKS = [f"{day} Mar" for day in range(1, 13)]


@quick
@given(st.lists(st.builds(DotRow, WORDS, st.tuples(*[st.sampled_from(sorted(NAMES))] * 12), WORDS, st.booleans()), max_size=30))
def test_strips_of_dots_stay_on_their_sheet(rows):
    figure = dots("rhythm", said("Learner", *WEEKS, "Last"), WEEKS, rows, NAMES)
    assert_fair(figure, figure.drawing)
    assert len(figure.drawing.dots) == 12 * len(rows[:24])
    assert [row[1:-1] for row in figure.rows] == [tuple(NAMES[each] for each in row.weeks) for row in rows]
    assert [(line.label, line.words) for line in figure.narrow] == [(row.label, row.words) for row in rows[:24]]


def test_a_strip_without_weeks_is_empty_and_one_with_other_weeks_refused():
    assert dots("r", said("Learner", "Last"), [], [DotRow("R-1", (), "never")], NAMES).drawing.dots == ()
    with pytest.raises(ValueError, match="more or fewer weeks"):
        dots("r", said("Learner", *WEEKS, "Last"), WEEKS, [DotRow("R-1", ("yes",), "last week")], NAMES)


DAYS = st.none() | st.floats(0, 400, allow_nan=False)


@quick
@given(st.lists(st.builds(Week, WORDS, DAYS, DAYS, st.none() | COUNTS), max_size=14), st.floats(1, 30), WORDS, WORDS, WORDS)
def test_lines_stay_on_their_sheet_and_their_names_apart(weeks, promised, one, other, third):
    numbers = [Big("4", "days in the middle"), Big("9", "days for nine in ten")]
    figure = flow("marking", said("Week", "Middle", "Nine in ten", "Pieces"), weeks, (one, other), (promised, third), numbers)
    assert_fair(figure, figure.drawing.sheet)
    assert figure.rows == tuple((week.label, week.median, week.most, week.count) for week in weeks)
    assert [(line.words, line.label) for line in figure.narrow] == [(each.value, each.words) for each in figure.drawing.numbers]
    drawn = sum(value is not None for week in weeks for value in (week.median, week.most))
    assert len(figure.drawing.sheet.dots) == drawn


@given(st.lists(st.integers(0, 99), min_size=1))
def test_a_percentile_is_one_of_the_values_and_enough_stay_under_it(values):
    found = percentile(values, 0.9)
    assert found in values
    assert sum(value <= found for value in values) >= 0.9 * len(values)
    assert sum(value < found for value in values) < 0.9 * len(values)


def test_no_values_have_no_percentile():
    with pytest.raises(ValueError, match="no values"):
        percentile([], 0.5)


AGREED = st.builds(lambda label, of, part: Estimate(label, of * part // 100, of), WORDS, st.integers(1, 400), st.integers(0, 100))


@quick
@given(st.lists(AGREED, max_size=12))
def test_intervals_hold_their_dot_and_show_nothing_that_rests_on_too_little(found):
    rows = enough(found, 20)
    assert all(row.of >= 20 for row in rows)
    assert [row.share for row in rows] == sorted(row.share for row in rows)
    figure = intervals("agreement", said("Competency", "Agreed", "Looks", "%", "from", "to"), rows)
    assert_fair(figure, figure.drawing)
    assert all(0 <= row.between[0] <= row.share + SUM and row.share - SUM <= row.between[1] <= 1 for row in rows)
    assert [line.label for line in figure.narrow] == [row.label for row in rows[:3]]
    assert [(row[1], row[2]) for row in figure.rows] == [(row.agreed, row.of) for row in rows]


@quick
@given(st.lists(st.tuples(WORDS, COUNTS), max_size=12))
def test_a_funnel_only_narrows_and_loses_nobody(found):
    people = sorted((count for _label, count in found), reverse=True)
    steps = [Step(label, count) for (label, _count), count in zip(found, people, strict=True)]
    figure = funnel("stops", said("Step", "People", "Went no further"), steps)
    assert_fair(figure, figure.drawing)
    lost = [row[2] for row in figure.rows if row[2] is not None]
    assert sum(lost) == (people[0] - people[-1] if people else 0)
    assert [line.words for line in figure.narrow] == [f"−{count}" for _step, count in stopped(steps)[:3]]
    assert sum(box.kind == "hatch" for box in figure.drawing.boxes) == bool(stopped(steps))


def test_a_funnel_that_widens_is_refused():
    with pytest.raises(ValueError, match="nobody comes to a step"):
        funnel("stops", said("Step", "People", "Lost"), [Step("one", 3), Step("two", 4)])


# --- fewer than five -------------------------------------------------------------------------------


@given(st.integers(0, 30))
def test_a_figure_about_fewer_than_five_is_not_even_worked_out(people):
    asked = []

    def draw():
        asked.append(people)
        return bars("hours", said("Learner", "Hours"), [Bar("R-1", 42, "42", "42 of 60")])

    figure = shown("hours", "Practice hours", people, draw)
    assert figure.is_withheld is (people < LEAST)
    assert bool(asked) is (people >= LEAST)
    if figure.is_withheld:
        assert (figure.title, figure.sentence, figure.columns, figure.rows, figure.narrow, figure.drawing) == (
            "Practice hours",
            "",
            (),
            (),
            (),
            None,
        )


def test_nothing_yet_is_something_else_than_withheld():
    figure = nothing_yet("marking", "Marking", "Nothing was judged in these weeks.")
    assert (figure.is_withheld, figure.is_drawn, figure.rows) == (False, False, ())


# --- words -----------------------------------------------------------------------------------------


@given(WORDS, st.floats(0, 400))
def test_words_are_cut_to_the_room_they_have(words, room):
    cut = fitted(words, room)
    assert width(cut) <= room or cut == ""
    assert cut == words or cut == "" or cut.endswith("…")


def test_marks_above_a_letter_take_no_room_of_their_own():
    assert width("e\u0301") == width("e")
    assert width("漢") > width("n")


def test_labels_are_moved_onto_the_sheet_and_kept_apart():
    assert held(Label(5, 10, "sixty hours", "end")).box.x == pytest.approx(0)
    assert held(Label(435, 10, "sixty hours")).box.right == pytest.approx(440)
    row = [Label(x, 10, "March") for x in (0, 10, 200)]
    assert [label.x for label in apart(row)] == [0, 200]


# --- one of each, always the same: no branch is covered by luck -------------------------------------


def test_one_of_each_form_with_much_and_with_nothing_in_it():
    two = [Part("a"), Part("b")]
    weeks = [Week("2 Mar", 3.0, 9.0, 8), Week("9 Mar", None, None), Week("16 Mar", 4.0, 8.0, 7)]
    lines = ("half", "nine in ten"), (7.0, "promised")
    full = [
        bars("k", said("a", "b"), [bar("R-1", 0), bar("R-2", 60, flagged=True)], Need(60, "60 hours needed")),
        stacks("k", said("a", "b", "c"), two, [Stack("Spring", (0, 4)), Stack("Autumn", (3, 0))]),
        columns("k", said("a", "b", "c", "d"), two, [Column("January", "Jan", (0, 2)), Column("February", "Feb", (0, 0))]),
        dots("k", said("a", *WEEKS, "Last"), WEEKS, [DotRow("R-1", ("yes", "waiting", *["no"] * 10), "this week")], NAMES),
        flow("k", said("a", "b", "c", "d"), weeks, *lines, [Big("3", "days")]),
        intervals("k", said("a", "b", "c", "d", "e", "f"), enough([Estimate("Listening", 19, 20), Estimate("Crisis", 1, 19)], 20)),
        funnel("k", said("a", "b", "c"), [Step("one", 5), Step("two", 5), Step("three", 2)]),
    ]
    empty = [
        bars("k", said("a", "b"), []),
        stacks("k", said("a", "b"), two[:1], []),
        columns("k", said("a", "b", "c"), two[:1], []),
        dots("k", said("a", "Last"), [], [], NAMES),
        flow("k", said("a", "b", "c", "d"), [], *lines, []),
        intervals("k", said("a", "b", "c", "d", "e", "f"), []),
        funnel("k", said("a", "b", "c"), []),
    ]
    for figure in full + empty:
        assert_fair(figure, getattr(figure.drawing, "sheet", figure.drawing))
    assert [len(figure.rows) for figure in full] == [2, 2, 2, 1, 3, 1, 3]
    assert {len(figure.rows) for figure in empty} == {0}
    figure = heat("k", said("Code"), [Thing("a", "A"), Thing("b", "B")], [HeatRow("R-1", (4, 0))], MARKS)
    assert figure.rows == (("R-1", "–", "4"),)
    assert heat("k", said("Code"), [], [], MARKS).rows == ()


def test_words_are_cut_where_they_do_not_fit_and_left_out_where_nothing_does():
    assert fitted("March", 400) == "March"
    assert fitted("A very long name of a step", 80).endswith("…")
    assert fitted("March", 1) == ""
    assert width("m@A—") > width("ilj.")


def test_the_highest_sum_stays_inside_the_sheet_above_a_narrow_column_at_its_edge():
    rows = [Column("m", "m", (0,))] * 12 + [Column("m", "m", (1000,))]
    sheet = columns("k", said("a", "b", "c"), [Part("a")], rows).drawing
    assert inside(sheet) == []
    assert [label.words for label in sheet.labels if label.words == "1000"] == ["1000"]


def test_a_page_has_the_first_hundred_rows_and_says_when_there_are_more():
    rows = [bar(f"R-{at}", at) for at in range(101)]
    figure = bars("k", said("a", "b"), rows)
    assert (len(figure.page_rows), len(figure.rows), figure.is_cut) == (100, 101, True)
    assert bars("k", said("a", "b"), rows[:100]).is_cut is False


def test_a_drawing_of_many_bars_or_people_is_cut_and_its_table_and_sums_are_whole():
    many = stacks("k", said("a", "b"), [Part("b")], [Stack(str(at), (1,)) for at in range(20)])
    assert (len(many.drawing.boxes), len(many.rows), many.drawing.keys[0][1]) == (8, 20, 20)
    crowd = heat("k", said("Code"), [Thing("a", "A")], [HeatRow(str(at), (4,)) for at in range(50)], MARKS)
    assert (len(crowd.drawing.lines), len(crowd.rows), crowd.drawing.feet[0].count) == (40, 50, 50)


def test_a_figure_may_ask_for_more_people_than_five_and_says_how_many():
    figure = shown("stops", "Where people stop", 9, lambda: bars("k", said("a", "b"), []), least=10)
    assert (figure.is_withheld, figure.least) == (True, 10)


def test_the_median_and_the_ninth_of_ten_are_waits_that_somebody_had():
    assert (percentile([9, 1, 3], 0.5), percentile(range(1, 11), 0.9), percentile([4], 0.9)) == (3, 9, 4)


def test_words_that_fit_exactly_are_not_cut():
    rows = [DotRow("P-13BSXEY", ("no",) * 12, "not in 12 weeks")]
    labels = dots("rhythm", said("Code", *WEEKS, "Last"), WEEKS, rows, NAMES).drawing.labels
    assert {"P-13BSXEY", "not in 12 weeks"} <= {label.words for label in labels}
