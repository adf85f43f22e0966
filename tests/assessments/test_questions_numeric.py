"""A number, perhaps with a unit."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments import questions
from assessments.questions import Unclear
from assessments.questions.numbers import split

from .question_samples import NUMBER, NUMBER_WITH_UNIT


def points(definition, text, unit="", voided=frozenset()):
    return questions.grade(definition, {"text": text} | ({"unit": unit} if unit else {}), voided).points


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("12", ["12"]), ("-3", ["-3"]), ("−3,5", ["-7/2"]), ("+0.5", ["1/2"]), (",5", ["1/2"]), (".5", ["1/2"]), ("5.", ["5"]),
        ("1 000", ["1000"]), ("1\u202f000,5", ["2001/2"]), ("1'000", ["1000"]), ("1,000", ["1", "1000"]), ("1.000", ["1", "1000"]),
        ("0,125", ["1/8"]), ("1234,567", ["1234567/1000"]), ("1,000,000", ["1000000"]), ("1.000,25", ["4001/4"]), ("1,000.25", ["4001/4"]),
        ("1,00,0", []), ("10,00.5", []), ("1.5e3", ["1500"]), ("2E-2", ["1/50"]), ("six", []), ("", []), ("--1", []), ("1" * 61, []),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(typed, values):
    assert split(typed)[0] == [Fraction(value) for value in values]


@given(st.text(max_size=70))
def test_any_text_at_all_is_read_without_complaint(text):
    split(text)


@given(st.decimals(-(10**9), 10**9, places=3, allow_nan=False))
def test_every_decimal_is_read_exactly_with_point_and_comma(value):
    text = format(value, "f")
    assert Fraction(text) in split(text)[0]
    assert Fraction(text) in split(text.replace(".", ","))[0]


@pytest.mark.parametrize(
    ("sent", "response"),
    [
        ({"answer": ["5500"]}, {"text": "5500"}),
        ({"answer": [" 5,5 km "]}, {"text": "5,5", "unit": "km"}),
        ({"answer": ["5.5"], "unit": ["km"]}, {"text": "5.5", "unit": "km"}),
        ({"answer": ["5.5 KM"], "unit": ["m"]}, {"text": "5.5", "unit": "km"}),
        ({"answer": [""], "unit": ["km"]}, None),
        ({}, None),
    ],
)
def test_a_number_with_its_unit(sent, response):
    assert questions.read(NUMBER, sent) == response


@pytest.mark.parametrize("sent", [{"answer": ["far"]}, {"answer": ["5 miles"]}, {"answer": ["5"], "unit": ["mile"]}])
def test_what_is_no_number_is_asked_for_again_and_shown_again(sent):
    with pytest.raises(Unclear, match=r"Write a number|Please choose again"):
        questions.read(NUMBER, sent)
    assert questions.form(NUMBER, (), None, sent).text == sent["answer"][0]


@pytest.mark.parametrize(
    ("text", "unit", "worth"),
    [
        ("5500", "", 1), ("5550", "", 1), ("5450", "m", 1), ("5551", "", "1/2"), ("6000", "", "1/2"), ("6001", "", 0),
        ("5.5", "km", 1), ("5,5", "km", 1), ("5.5", "", 0), ("5,500", "", 1), ("5.500", "km", 1), ("5500", "km", 0),
    ],
)  # fmt: skip
def test_both_ends_of_a_range_count_and_units_are_turned_into_each_other(text, unit, worth):
    assert points(NUMBER, text, unit) == Fraction(worth)


@pytest.mark.parametrize(
    ("text", "unit", "of_answer", "of_question"),
    [
        ("5500", "m", "1", "1"), ("5.5", "km", "1", "1"), ("5500", "", "9/10", "9/10"), ("5500", "km", "9/10", "9/10"),
        ("5800", "", "9/20", "2/5"), ("9", "", "0", "0"),
    ],
)  # fmt: skip
def test_a_missing_or_wrong_unit_costs_what_the_rule_says(text, unit, of_answer, of_question):
    assert points(NUMBER_WITH_UNIT, text, unit) == Fraction(of_answer)
    whole = NUMBER_WITH_UNIT | {"unit_rule": {"cost": "1/10", "of": "question"}}
    assert points(whole, text, unit) == Fraction(of_question)


def test_a_wrong_unit_is_named_beside_the_feedback():
    mark = questions.grade(NUMBER_WITH_UNIT, {"text": "5500"})
    assert (mark.notes[0].text, mark.notes[0].feedback) == ("5500", "Look at the unit again. Yes.")


def test_an_accepted_answer_that_was_taken_back_costs_nothing():
    assert points(NUMBER, "5900", voided=frozenset("b")) == 1
    assert points(NUMBER, "9", voided=frozenset("a")) == 1
    assert points(NUMBER_WITH_UNIT, "5900", voided=frozenset("b")) == 1


def test_in_words_and_as_a_form():
    assert questions.key(NUMBER) == "5500 ± 50 m"
    assert [words for _name, words in questions.parts(NUMBER)] == ["5500 ± 50 m", "5000 to 6000 m", "any number"]
    assert questions.summary(NUMBER, {"text": "5,5", "unit": "km"}) == "5,5 km"
    assert questions.grade(NUMBER, {"text": "7"}).notes[0].feedback == "Look at the map."
    assert questions.grade(NUMBER, None).better[0].text == "5500 ± 50 m"
    shown = questions.form(NUMBER, (), {"text": "5,5", "unit": "km"})
    assert [(row.text, row.chosen) for row in shown.rows] == [("m", False), ("km", True)]


@pytest.mark.parametrize(
    ("change", "path", "level"),
    [
        ({"answers": [{"id": "a", "worth": "1"}]}, "answers[0]", "structural"),
        ({"answers": [{"id": "a", "worth": "1", "value": "1", "any": True}]}, "answers[0]", "structural"),
        ({"answers": [{"id": "a", "worth": "1", "value": "1,5"}]}, "answers[0].value", "structural"),
        ({"answers": [{"id": "a", "worth": "1", "value": 1.5}]}, "answers[0].value", "structural"),
        ({"answers": [{"id": "a", "worth": "1", "value": "1", "tolerance": "-1"}]}, "answers[0].tolerance", "structural"),
        ({"answers": [{"id": "a", "worth": "1", "low": "1"}]}, "answers[0].high", "structural"),
        ({"answers": [{"id": "a", "worth": "1", "low": "2", "high": "1"}]}, "answers[0].high", "structural"),
        ({"answers": [{"id": "a", "worth": "1", "any": False}]}, "answers[0].any", "structural"),
        ({"answers": [{"id": "a", "worth": "1/2", "value": "1"}]}, "answers", "editorial"),
        ({"units": []}, "units", "structural"),
        ({"units": [{"id": "km", "text": "km", "factor": "1000"}]}, "units", "structural"),
        ({"units": [{"id": "m", "text": "m", "factor": "0"}]}, "units[0].factor", "structural"),
        ({"units": [{"id": "a", "text": "m", "factor": "1"}]}, "units[0].id", "structural"),
        ({"unit_rule": {"cost": "2", "of": "answer"}}, "unit_rule.cost", "structural"),
        ({"unit_rule": {"cost": "1", "of": "all"}}, "unit_rule.of", "structural"),
        ({"unit_rule": "yes"}, "unit_rule", "structural"),
    ],
)
def test_problems_name_the_place_and_the_level(change, path, level):
    assert (path, level) in [(problem.path, problem.level) for problem in questions.problems(NUMBER | change)]
