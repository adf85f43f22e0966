"""What holds for every question kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments import questions
from assessments.questions import words

from .question_samples import SAMPLES, SINGLE, TRUE_FALSE, definitions, json_values, line_ids, raw_answers

KIND_NAMES = ["single_choice", "multiple_response", "true_false", "ordering"]


def test_the_registry_names_every_kind_once():
    assert list(questions.KINDS) == KIND_NAMES


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample["kind"])
def test_good_definitions_have_no_problems(sample):
    assert questions.problems(sample) == []


@given(definitions())
def test_whatever_has_no_problems_can_be_used_throughout(definition):
    assert questions.problems(definition) == []
    shown = questions.form(definition, questions.shuffle(definition, 7))
    assert sorted(row.id for row in shown.rows) == sorted(line_ids(definition))
    assert not shown.is_answered
    assert questions.key(definition)
    assert questions.summary(definition, None) == ""
    assert questions.grade(definition, None).points == 0


@given(json_values)
def test_any_value_at_all_gets_problems_and_never_an_exception(value):
    assert questions.problems(value) != []


@given(st.sampled_from(KIND_NAMES), st.dictionaries(st.sampled_from(["stem", "why", "options", "key", "keys", "rule", "x"]), json_values))
def test_a_known_kind_with_any_fields_never_raises(kind, fields):
    questions.problems({"kind": kind, **fields})


@given(st.data())
def test_what_was_read_is_shown_again_and_named_in_words(data):
    definition = data.draw(definitions())
    response = questions.read(definition, data.draw(raw_answers(definition)))
    shown = questions.form(definition, line_ids(definition), response)
    assert shown.is_answered == (response is not None)
    assert bool(questions.summary(definition, response)) == (response is not None)


@given(st.data())
def test_points_lie_between_nothing_and_one_and_taking_a_line_back_never_lowers_them(data):
    definition = data.draw(definitions())
    response = questions.read(definition, data.draw(raw_answers(definition)))
    before = questions.grade(definition, response).points
    voided = frozenset(data.draw(st.lists(st.sampled_from(line_ids(definition)), unique=True)))
    after = questions.grade(definition, response, voided).points
    assert 0 <= before <= after <= 1


@given(definitions())
def test_a_question_with_every_line_taken_back_gives_everybody_the_point(definition):
    assert questions.grade(definition, None, frozenset(line_ids(definition))).points == 1


@given(definitions(), st.integers(0, 2**63))
def test_the_same_seed_gives_the_same_order_of_lines(definition, seed):
    assert questions.shuffle(definition, seed) == questions.shuffle(definition, seed)


@pytest.mark.parametrize(
    ("definition", "path"),
    [
        ("a sentence", ""),
        ({}, "kind"),
        ({"kind": "essay"}, "kind"),
        ({"kind": ["single_choice"]}, "kind"),
        (SINGLE | {"stem": " "}, "stem"),
        (SINGLE | {"stem": 3}, "stem"),
        (SINGLE | {"stem": "x" * 1201}, "stem"),
        (SINGLE | {"why": None}, "why"),
        (SINGLE | {"keys": ["b"]}, "keys"),
        (SINGLE | {"key": "z"}, "key"),
        (SINGLE | {"options": "abc"}, "options"),
        (SINGLE | {"options": SINGLE["options"][:1]}, "options"),
        (SINGLE | {"options": SINGLE["options"] * 2}, "options"),
        (SINGLE | {"options": [*SINGLE["options"], "loose"]}, "options[4]"),
        (SINGLE | {"options": [*SINGLE["options"], {"id": "A B", "text": "t", "feedback": "f"}]}, "options[4].id"),
        (SINGLE | {"options": [*SINGLE["options"], {"id": 5, "text": "t", "feedback": "f"}]}, "options[4].id"),
        (SINGLE | {"options": [*SINGLE["options"], {"id": "a", "text": "t", "feedback": "f"}]}, "options[4].id"),
        (SINGLE | {"options": [*SINGLE["options"], {"id": "e", "text": "line  A", "feedback": "f"}]}, "options[4].text"),
        (SINGLE | {"options": [*SINGLE["options"], {"id": "e", "text": "t"}]}, "options[4].feedback"),
        (SINGLE | {"options": [*SINGLE["options"], {"id": "e", "text": "t", "feedback": "f", "mark": 1}]}, "options[4].mark"),
    ],
)
def test_each_problem_names_its_place(definition, path):
    assert path in [problem.path for problem in questions.problems(definition)]


def test_a_good_definition_may_say_why():
    assert questions.problems(TRUE_FALSE | {"why": "Because."}) == []


def test_sentences_come_in_the_language_of_whoever_runs_the_engine():
    before = words.speak_with(str.upper)
    try:
        assert questions.key(TRUE_FALSE) == "TRUE"
    finally:
        words.speak_with(before)
    assert questions.key(TRUE_FALSE) == "True"
