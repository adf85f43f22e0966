"""Item statistics as numbers: hand-computed cases, and the same worked out in another way from whole lists of people."""

import statistics
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.questions import words
from assessments.statistics import Cell, ItemLine, Moments, Tally, alpha, item_of, lines_of, median, papers_of, percent, picked, why_rewrite
from assessments.statistics.thirds import lower, upper
from tests.assessments.question_samples import NUMBER, STORY, TYPED
from tests.factories.assessments_quiz import choice, in_order, many, true_false

HALF = Fraction(1, 2)
KEY, POOR, OTHER = (
    ItemLine("good", "The good line", fits=True),
    ItemLine("poor", "The poor line", fits=False),
    ItemLine("x", "X", fits=False),
)
LINES = (KEY, POOR, OTHER)


def tallied(rows, lines=LINES):
    tally = Tally(lines)
    for row in rows:
        tally.add(Cell(*row) if isinstance(row, tuple) else row)
    return tally


def answered(points, rest, people, *lines):
    return Cell(Fraction(points), Fraction(rest), people, lines)


# Ten people, by hand: seven have the point. Rest of the paper in tenths: those with it 9 8 8 7 6 6 5, those without 5 3 2.
# Mean of the rest 5.9; Σ(x - x̄)(y - ȳ) = 49 - 7 × 5.9 = 7.7; Σ(x - x̄)² = 2.1; Σ(y - ȳ)² = 393 - 348.1 = 44.9.
BY_HAND = [(1, "9/10"), (1, "8/10"), (1, "8/10"), (1, "7/10"), (1, "6/10"), (1, "6/10"), (1, "5/10"), (0, "5/10"), (0, "3/10"), (0, "2/10")]


def test_ten_people_by_hand():
    item = item_of(tallied((Fraction(x), Fraction(y)) for x, y in BY_HAND))
    assert (item.people, item.facility) == (10, Fraction(7, 10))
    assert item.deviation == pytest.approx((2.1 / 9) ** 0.5)
    assert (item.discrimination, item.upper, item.lower) == (None, None, None), "too few for a correlation"


def test_the_same_thirty_times_over_by_hand():
    item = item_of(tallied((Fraction(x), Fraction(y), 3) for x, y in BY_HAND))
    assert item.discrimination == pytest.approx(7.7 / (2.1 * 44.9) ** 0.5)
    # Thirds of thirty are ten. Above: 9 8 8 three times each and one of 7. Below: 2 and 3 three times each, and four of the six with 5,
    # half of whom have the point.
    assert (item.upper, item.lower) == (1, Fraction(2, 10))


def test_of_fewer_than_ten_people_nothing_is_worked_out():
    assert item_of(tallied([(Fraction(1), HALF, 9)])) is None
    assert papers_of(moments([1] * 9), [], "questions") is None


def moments(values, times=1):
    found = Moments()
    for value in values:
        found.add(Fraction(value), times=times)
    return found


def test_where_everybody_had_the_same_nothing_is_told_apart():
    third = Fraction(1, 3)
    assert item_of(tallied([(third, Fraction(rest, 9), 10) for rest in range(9)])).discrimination is None
    assert item_of(tallied([(Fraction(points), third, 30) for points in (0, 1)])).discrimination is None


def test_a_paper_of_one_question_has_no_rest():
    item = item_of(tallied([(Fraction(1), None, 40), (Fraction(0), None, 10)]))
    assert (item.facility, item.discrimination, item.upper) == (Fraction(4, 5), None, None)
    assert item.deviation == pytest.approx(statistics.stdev([1] * 40 + [0] * 10))


def test_lines_are_counted_over_all_and_over_both_thirds():
    rows = [answered(1, "3/4", 12, "good"), answered(0, "1/4", 6, "poor"), answered(0, 0, 12, "poor", "x"), answered(0, 0, 6)]
    uses = {use.line.id: use for use in item_of(tallied(rows)).uses}
    assert [(use.people, use.share) for use in uses.values()] == [(12, Fraction(1, 3)), (18, HALF), (12, Fraction(1, 3))]
    assert (uses["good"].upper, uses["good"].lower) == (1, 0)
    assert (uses["poor"].upper, uses["poor"].lower) == (0, Fraction(2, 3))


def test_answers_that_were_forgotten_count_for_points_and_not_for_lines():
    forgotten = Cell(Fraction(1), HALF, 50, is_kept=False)
    assert item_of(tallied([forgotten])).uses == ()
    item = item_of(tallied([forgotten, answered(0, 0, 12, "poor")]))
    assert (item.people, item.uses[1].share, item.uses[1].upper) == (62, 1, None), "twelve are too few for thirds"


def test_time_is_the_middle_and_withheld_of_few():
    tally = tallied([(Fraction(1), HALF, 20)])
    tally.add_seconds(30, 9)
    assert item_of(tally).seconds is None
    tally.add_seconds(400)
    assert item_of(tally).seconds == 30


@pytest.mark.parametrize(("counts", "middle"), [({}, None), ({4: 1}, 4), ({1: 2, 9: 2}, 1), ({1: 1, 5: 1, 9: 1}, 5)])
def test_the_middle_is_a_value_that_was_met(counts, middle):
    assert median(counts) == middle


# Alpha by hand (Moodle and Cronbach agree): three questions, four papers 111 110 100 000.
# Variances over n - 1: 1/4, 1/3, 1/4; of the sums 3 2 1 0: 5/3. 3/2 × (1 - (5/6)/(5/3)) = 3/4.
def test_alpha_by_hand():
    parts = [moments(column).variance for column in ([1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0])]
    assert alpha(parts, moments([3, 2, 1, 0]).variance) == Fraction(3, 4)


@pytest.mark.parametrize(("parts", "totals"), [([HALF], HALF), ([HALF, HALF], Fraction(0))])
def test_alpha_needs_two_parts_and_a_difference(parts, totals):
    assert alpha(parts, totals) is None


def test_papers_have_a_mean_a_spread_and_from_thirty_people_on_alpha():
    totals, parts = moments([3, 2, 1, 0], 10), [moments(column, 10) for column in ([1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0])]
    papers = papers_of(totals, parts, "questions", 12)
    assert (papers.people, papers.mean, papers.minutes, papers.over) == (40, Fraction(3, 2), 12, "questions")
    assert papers.alpha == pytest.approx(0.75)
    assert papers.error == pytest.approx(papers.deviation * 0.5)
    few = papers_of(moments([3, 2, 1, 0], 5), parts, "places")
    assert (few.people, few.alpha, few.error) == (20, None, None)


# The independent way: whole lists of people, and Python's own statistics.
MARKS = [Fraction(0), Fraction(1, 3), HALF, Fraction(1)]
PAPERS = st.lists(st.lists(st.sampled_from(MARKS), min_size=3, max_size=3), min_size=30, max_size=60)


@given(PAPERS)
def test_items_agree_with_pythons_own_statistics(papers):
    xs, rests = [float(paper[0]) for paper in papers], [float(sum(paper[1:]) / 2) for paper in papers]
    item = item_of(tallied((paper[0], sum(paper[1:]) / 2) for paper in papers))
    assert float(item.facility) == pytest.approx(statistics.fmean(xs))
    assert item.deviation == pytest.approx(statistics.stdev(xs), abs=1e-9)
    if len(set(xs)) == 1 or len(set(rests)) == 1:
        assert item.discrimination is None
    else:
        assert item.discrimination == pytest.approx(statistics.correlation(xs, rests), abs=1e-9)


@given(PAPERS)
def test_alpha_agrees_with_covariances(papers):
    """From the mean covariance and the mean variance of the parts, another way to write alpha."""
    columns = [[float(paper[at]) for paper in papers] for at in range(3)]
    variance = statistics.fmean(statistics.variance(column) for column in columns)
    pairs = [statistics.covariance(columns[a], columns[b]) for a, b in product(range(3), repeat=2) if a != b]
    covariance = statistics.fmean(pairs)
    found = papers_of(moments(map(sum, papers)), [moments(paper[at] for paper in papers) for at in range(3)], "questions")
    if found.alpha is None:
        assert variance + 2 * covariance == pytest.approx(0, abs=1e-9)
    else:
        assert found.alpha == pytest.approx(3 * covariance / (variance + 2 * covariance), abs=1e-6)


@given(st.dictionaries(st.sampled_from([Fraction(n, 7) for n in range(8)]), st.integers(1, 40), min_size=1))
def test_thirds_are_exactly_thirds_and_never_better_below(counts):
    above, below = upper(counts), lower(counts)
    sizes = [sum(counts[score] * parts[score] for score in counts) for parts in (above, below)]
    assert sizes == [Fraction(sum(counts.values()), 3)] * 2
    assert all(above[score] + below[score] <= 1 for score in counts)
    means = [sum(score * counts[score] * parts[score] for score in counts) for parts in (above, below)]
    assert means[0] >= means[1]


def test_the_order_in_which_people_come_does_not_matter():
    rows = [(Fraction(x), Fraction(y), 3) for x, y in BY_HAND]
    assert item_of(tallied(rows)) == item_of(tallied(reversed(rows)))


@pytest.mark.parametrize(
    ("definition", "lines"),
    [
        (choice(), [("good", True, True), ("poor", False, True), ("other", False, True)]),
        (many(), [("one", True, True), ("two", True, True), ("three", False, True)]),
        (true_false(), [("true", True, True), ("false", False, True)]),
        (in_order(), []),
        (STORY, []),
    ],
    ids=lambda value: value.get("kind") if isinstance(value, dict) else "",
)
def test_lines_that_can_be_counted(definition, lines):
    assert [(line.id, line.fits, line.is_offered) for line in lines_of(definition)] == lines


@pytest.mark.parametrize("definition", [TYPED, NUMBER])
def test_typed_answers_are_lines_that_nobody_is_offered(definition):
    assert {line.is_offered for line in lines_of(definition)} == {False}
    assert [line.id for line in lines_of(definition) if line.fits] == [one["id"] for one in definition["answers"] if one["worth"] == "1"]


@pytest.mark.parametrize(
    ("definition", "response", "found"),
    [
        (choice(), {"chosen": "poor"}, ("poor",)),
        (choice(), None, ()),
        (many(), {"chosen": ["one", "three"]}, ("one", "three")),
        (true_false(), {"chosen": "false"}, ("false",)),
        (TYPED, {"text": TYPED["answers"][0]["text"]}, (TYPED["answers"][0]["id"],)),
        (TYPED, {"text": "anything else"}, (TYPED["answers"][-1]["id"],)),
        (TYPED | {"answers": TYPED["answers"][:1]}, {"text": "anything else"}, ("",)),
        (in_order(), {"order": ["first", "second", "third"]}, ()),
    ],
)
def test_what_an_answer_holds(definition, response, found):
    assert picked(definition, response) == found


SPREAD = [answered(1, "9/10", 20, "good"), answered(1, "1/2", 8, "good"), answered(0, "1/2", 6, "poor"), answered(0, "1/5", 6, "x")]


def codes(rows):
    return [reason.code for reason in why_rewrite(item_of(tallied(rows)))]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (SPREAD, []),
        ([answered(1, "4/5", 96, "good"), answered(0, "1/5", 2, "poor"), answered(0, "1/5", 2, "x")], ["too_easy"]),
        ([answered(1, "4/5", 95, "good"), answered(0, "1/5", 3, "poor"), answered(0, "1/5", 2, "x")], []),
        ([answered(1, "4/5", 29, "good"), answered(0, "1/5", 40, "poor"), answered(0, "1/5", 31, "x")], ["too_hard"]),
        ([answered(1, "4/5", 30, "good"), answered(0, "1/5", 40, "poor"), answered(0, "1/5", 30, "x")], []),
        (
            [answered(1, "1/5", 20, "good"), answered(0, "4/5", 10, "poor"), answered(0, "4/5", 10, "x")],
            ["misleads", "misleads", "backwards"],
        ),
        ([answered(p, r, 10, "good" if p else "poor") for p in (0, 1) for r in ("1/5", "4/5")], ["not_apart", "never_chosen"]),
        ([answered(1, "4/5", 20, "good"), answered(0, "1/5", 20, "poor")], ["never_chosen"]),
        ([answered(1, "4/5", 10, "good"), answered(0, "1/5", 10, "poor")], []),
        ([Cell(Fraction(1), HALF, 40, is_kept=False), Cell(Fraction(0), Fraction(0), 40, is_kept=False)], []),
    ],
)
def test_reasons_to_rewrite(rows, found):
    assert codes(rows) == found


def test_a_line_that_misleads_is_named_in_words():
    rows = [answered(1, "1/5", 20, "good"), answered(0, "4/5", 30, "poor")]
    (reason, *_rest) = why_rewrite(item_of(tallied(rows)))
    assert (reason.part, "“The poor line” more often than the line that fits" in reason.says) == ("poor", True)


def test_a_typed_answer_that_nobody_gave_is_no_reason():
    lines = [ItemLine("good", "Nazareth", fits=True, is_offered=False), ItemLine("poor", "Bethlehem", fits=False, is_offered=False)]
    item = item_of(tallied([answered(1, "4/5", 20, "good"), answered(0, "1/5", 20)], lines))
    assert why_rewrite(item) == []


@pytest.mark.parametrize(("share", "said"), [("0", 0), ("1", 100), ("1/1000", 1), ("999/1000", 99), ("1/3", 33), ("2/3", 67)])
def test_nearly_all_is_not_all(share, said):
    assert percent(Fraction(share)) == said


def test_reasons_are_said_in_the_language_of_whoever_reads():
    before = words.speak_with(lambda text: "Leicht: {percent} %" if text.startswith("Easy") else text)
    try:
        assert why_rewrite(item_of(tallied([(Fraction(1), HALF, 20)], ())))[0].says == "Leicht: 100 %"
    finally:
        words.speak_with(before)
