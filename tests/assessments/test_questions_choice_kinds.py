"""Single choice, multiple response, true or false."""

from fractions import Fraction

import pytest

from assessments import questions
from assessments.questions import Note, Row, Unclear

from .question_samples import MANY, MANY_PARTLY, OPTIONS, SINGLE, TRUE_FALSE


def chosen(*names):
    return {"chosen": list(names)}


def test_single_choice_reads_one_line_or_none():
    assert questions.read(SINGLE, {"answer": [" b "]}) == {"chosen": "b"}
    assert questions.read(SINGLE, {"answer": [""]}) is None
    assert questions.read(SINGLE, {}) is None


@pytest.mark.parametrize("definition", [SINGLE, TRUE_FALSE])
@pytest.mark.parametrize("answer", [["z"], ["a", "b"], ["true", "false"]])
def test_what_cannot_be_an_answer_is_refused_in_words(definition, answer):
    with pytest.raises(Unclear, match=r"Please choose again|Choose one line only"):
        questions.read(definition, {"answer": answer})


def test_single_choice_gives_the_point_for_the_line_that_fits():
    mark = questions.grade(SINGLE, {"chosen": "b"})
    assert (mark.points, mark.is_right, mark.better) == (1, True, ())
    assert mark.notes == (Note("b", "Line b", "About b", fits=True),)


def test_single_choice_says_what_would_have_fitted_better():
    mark = questions.grade(SINGLE, {"chosen": "d"})
    assert (mark.points, mark.is_right) == (0, False)
    assert mark.notes == (Note("d", "Line d", "About d", fits=False),)
    assert mark.better == (Note("b", "Line b", "About b", fits=True),)


def test_choosing_a_line_that_was_taken_back_costs_nothing():
    mark = questions.grade(SINGLE, {"chosen": "d"}, frozenset("d"))
    assert mark.points == 1
    assert mark.notes[0].fits


def test_when_the_key_itself_is_taken_back_everybody_has_the_point():
    assert questions.grade(SINGLE, {"chosen": "a"}, frozenset("b")).points == 1
    assert questions.grade(SINGLE, None, frozenset("b")).points == 1


def test_taking_back_a_line_nobody_chose_changes_nothing():
    assert questions.grade(SINGLE, {"chosen": "a"}, frozenset("d")).points == 0


def test_single_choice_in_words_and_as_a_form():
    assert questions.key(SINGLE) == "Line b"
    assert questions.summary(SINGLE, {"chosen": "c"}) == "Line c"
    shown = questions.form(SINGLE, ["d", "c", "unknown"], {"chosen": "c"})
    assert shown.template == "assessments/kinds/single_choice.html"
    assert [row.id for row in shown.rows] == ["d", "c", "a", "b"]
    assert [row.chosen for row in shown.rows] == [False, True, False, False]


def test_multiple_response_reads_in_the_order_of_the_definition():
    assert questions.read(MANY, {"answer": ["c", "a", "c"]}) == chosen("a", "c")
    assert questions.read(MANY, {}) is None


@pytest.mark.parametrize(
    ("response", "whole", "partly"),
    [
        (None, 0, 0),
        (chosen("a", "c"), 1, 1),
        (chosen("a"), 0, Fraction(1, 2)),
        (chosen("a", "b", "c"), 0, Fraction(1, 2)),
        (chosen("a", "b"), 0, 0),
        (chosen("b", "d"), 0, 0),
        (chosen("a", "b", "c", "d"), 0, 0),
    ],
)
def test_multiple_response_by_both_rules(response, whole, partly):
    assert questions.grade(MANY, response).points == whole
    assert questions.grade(MANY_PARTLY, response).points == partly


@pytest.mark.parametrize(
    ("response", "voided", "points"),
    [
        (chosen("a", "b", "c"), "b", 1),
        (chosen("a"), "c", 1),
        (chosen("a"), "a", Fraction(1, 2)),
        (chosen("b"), "ac", 1),
        (None, "c", 0),
    ],
)
def test_multiple_response_when_lines_were_taken_back(response, voided, points):
    assert questions.grade(MANY_PARTLY, response, frozenset(voided)).points == points


def test_multiple_response_says_what_was_missed_but_not_what_was_taken_back():
    mark = questions.grade(MANY, chosen("b"), frozenset("a"))
    assert [note.option for note in mark.notes] == ["b"]
    assert [note.option for note in mark.better] == ["c"]


def test_multiple_response_in_words_and_as_a_form():
    assert questions.key(MANY) == "Line a; Line c"
    assert questions.summary(MANY, chosen("b", "d")) == "Line b; Line d"
    shown = questions.form(MANY, [], chosen("b"))
    assert shown.choose == 2
    assert [row.chosen for row in shown.rows] == [False, True, False, False]


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"keys": []}, "keys"),
        ({"keys": "a"}, "keys"),
        ({"keys": ["a", "z"]}, "keys[1]"),
        ({"keys": ["a", "a"]}, "keys[1]"),
        ({"rule": "most"}, "rule"),
        ({"rule": ["partial"]}, "rule"),
    ],
)
def test_multiple_response_problems(change, path):
    assert [problem.path for problem in questions.problems(MANY | change)] == [path]


def test_true_or_false_never_changes_places():
    assert questions.shuffle(TRUE_FALSE, 3) == ["true", "false"]
    shown = questions.form(TRUE_FALSE, ["false", "true"], {"chosen": "false"})
    assert shown.rows == (Row("true", "True"), Row("false", "False", chosen=True))
    assert shown.kind == "true_false"


def test_true_or_false_is_marked_with_its_own_feedback():
    assert questions.grade(TRUE_FALSE, {"chosen": "true"}).notes == (Note("true", "True", "Yes, because", fits=True),)
    wrong = questions.grade(TRUE_FALSE | {"key": False}, {"chosen": "true"})
    assert (wrong.points, wrong.better[0].option) == (0, "false")
    assert questions.grade(TRUE_FALSE, {"chosen": "false"}, frozenset({"true"})).points == 1


def test_true_or_false_in_words():
    assert questions.key(TRUE_FALSE | {"key": False}) == "False"
    assert questions.summary(TRUE_FALSE, {"chosen": "true"}) == "True"
    assert questions.read(TRUE_FALSE, {"answer": ["false"]}) == {"chosen": "false"}


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"key": "true"}, "key"),
        ({"feedback_true": ""}, "feedback_true"),
        ({"feedback_false": 1}, "feedback_false"),
        ({"options": OPTIONS}, "options"),
    ],
)
def test_true_or_false_problems(change, path):
    assert [problem.path for problem in questions.problems(TRUE_FALSE | change)] == [path]
