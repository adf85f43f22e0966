"""A choice for each row."""

from fractions import Fraction

import pytest

from assessments import questions
from assessments.questions import Unclear

from .question_samples import MATCH, raw_of

ALL = {"ca": "ott", "it": "rom", "fr": "par"}


def pairs(**chosen):
    return {"pairs": chosen}


def test_each_row_has_its_own_field_and_may_stay_open():
    assert questions.read(MATCH, {"match-ca": ["ott"], "match-it": [""]}) == pairs(ca="ott")
    assert questions.read(MATCH, {"match-ca": [" "]}) is None


@pytest.mark.parametrize("sent", [{"match-ca": ["ott", "rom"]}, {"match-ca": ["ber"]}])
def test_what_cannot_be_a_pair_is_refused_in_words(sent):
    with pytest.raises(Unclear, match=r"Please choose again|Choose one line only"):
        questions.read(MATCH, sent)


@pytest.mark.parametrize(
    ("chosen", "partly", "whole"),
    [(ALL, 1, 1), (ALL | {"fr": "tok"}, Fraction(2, 3), 0), ({"ca": "ott"}, Fraction(1, 3), 0), ({"ca": "rom", "it": "ott"}, 0, 0)],
)
def test_rows_that_fit_earn_their_share(chosen, partly, whole):
    assert questions.grade(MATCH, pairs(**chosen)).points == partly
    assert questions.grade(MATCH | {"rule": "all_or_nothing"}, pairs(**chosen)).points == whole


def test_a_row_can_count_for_less_than_the_others():
    rows = [MATCH["rows"][0] | {"share": "1/2"}, *MATCH["rows"][1:]]
    assert questions.grade(MATCH | {"rows": rows}, pairs(ca="ott")).points == Fraction(1, 5)


@pytest.mark.parametrize(("voided", "points"), [("it", Fraction(2, 3)), ("rom", 1), ("tok", Fraction(2, 3)), ("par", Fraction(2, 3))])
def test_what_was_taken_back_counts_as_fitting(voided, points):
    assert questions.grade(MATCH, pairs(ca="ott", it="tok", fr="rom"), frozenset({voided})).points == points


def test_notes_name_the_pair_and_what_would_have_fitted():
    mark = questions.grade(MATCH, pairs(ca="rom"))
    assert [(note.text, note.feedback, note.fits) for note in mark.notes] == [("Canada – Rome", "Not Toronto.", False)]
    assert [note.text for note in mark.better] == ["Canada – Ottawa", "Italy – Rome", "France – Paris"]
    assert questions.key(MATCH) == "Canada – Ottawa; Italy – Rome; France – Paris"


def test_the_choices_change_places_and_the_rows_stay():
    order = questions.shuffle(MATCH, 5)
    shown = questions.form(MATCH, order, pairs(it="rom"))
    assert [row.id for row in shown.rows] == ["ca", "it", "fr"]
    assert [line.id for line in shown.rows[0].choices] == order
    assert [line.id for line in shown.rows[1].choices if line.chosen] == ["rom"]
    assert raw_of(shown) == {"match-it": ["rom"]}
    assert questions.shuffle(MATCH | {"fixed": True}, 5) == ["ott", "rom", "par", "tok"]


@pytest.mark.parametrize(
    ("change", "path", "level"),
    [
        ({"rows": []}, "rows", "structural"),
        ({"rows": ["x"]}, "rows[0]", "structural"),
        ({"rows": MATCH["rows"][:1]}, "rows", "editorial"),
        ({"rows": [*MATCH["rows"][:2], MATCH["rows"][2] | {"choice": "ber"}]}, "rows[2].choice", "structural"),
        ({"rows": [*MATCH["rows"][:2], MATCH["rows"][2] | {"share": "0"}]}, "rows[2].share", "structural"),
        ({"choices": [*MATCH["choices"], {"id": "ca", "text": "Cairo"}]}, "choices[4].id", "structural"),
        ({"choices": [*MATCH["choices"], {"id": "x", "text": "Rome"}]}, "choices[4].text", "editorial"),
        ({"choices": "ott"}, "choices", "structural"),
        ({"rule": "best"}, "rule", "structural"),
    ],
)
def test_problems_name_the_place_and_the_level(change, path, level):
    assert (path, level) in [(problem.path, problem.level) for problem in questions.problems(MATCH | change)]


def test_rows_need_feedback_where_nothing_says_why():
    without = {name: value for name, value in MATCH.items() if name != "why"}
    assert [problem.path for problem in questions.problems(without)] == ["rows[1].feedback", "rows[2].feedback"]
    assert questions.structural_problems(without) == []


def test_what_was_answered_is_said_in_words_and_rows_and_choices_can_be_named():
    assert questions.summary(MATCH, pairs(ca="ott")) == "Canada – Ottawa"
    assert questions.summary(MATCH, None) == ""
    assert ("ca", "Canada") in questions.parts(MATCH)
    assert ("ott", "Ottawa") in questions.parts(MATCH)
