"""What a draft may hold, what all kinds share, and what was released before there were levels."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from assessments import questions
from assessments.questions.orders import RULES

from .question_samples import MANY, MANY_BY_WORTH, OPTIONS, ORDER, SINGLE, TRUE_FALSE

HASH = "a" * 64
TEN = [{"id": f"o{place}", "text": f"Line {place}"} for place in range(10)]


def found(definition):
    return [(problem.path, problem.level) for problem in questions.problems(definition)]


@pytest.mark.parametrize(
    "definition",
    [
        {"kind": "single_choice", "stem": "Ten lines, no feedback", "options": TEN, "key": "o3"},
        {"kind": "multiple_response", "stem": "Ten lines", "options": TEN, "keys": ["o3"], "rule": "partial"},
        {"kind": "true_false", "stem": "No feedback", "key": True},
        SINGLE | {"stem": "x" * 5000},
        SINGLE | {"options": [OPTIONS[0] | {"text": ""}, *OPTIONS[1:]]},
        SINGLE | {"options": [OPTIONS[0] | {"text": "Line b"}, *OPTIONS[1:]]},
        MANY_BY_WORTH | {"options": [option | {"worth": "1/9"} for option in OPTIONS], "keys": list("abcd")},
    ],
)
def test_a_draft_may_hold_what_no_learner_should_meet(definition):
    assert questions.problems(definition)
    assert questions.structural_problems(definition) == []
    shown = questions.form(definition, questions.shuffle(definition, 1))
    assert shown.stem == definition["stem"]
    assert questions.key(definition)
    chosen = "true" if definition["kind"] == "true_false" else shown.rows[0].id
    response = questions.read(definition, {"answer": [chosen]})
    assert all(isinstance(note.feedback, str) for note in questions.grade(definition, response).notes)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"after": {"whole": "Well done."}, "markup": "markdown", "images": {HASH: "A tree", "b" * 64: "-"}}, None),
        ({"stem": f"Look ![](image:{HASH})", "images": {HASH: "A tree"}}, None),
        ({"after": {"best": "x"}}, ("after.best", "structural")),
        ({"after": "x"}, ("after", "structural")),
        ({"after": {"part": "x" * 401}}, ("after.part", "editorial")),
        ({"markup": "html"}, ("markup", "structural")),
        ({"images": {"tree.png": "A tree"}}, ("images.tree.png", "structural")),
        ({"images": {HASH: ""}}, (f"images.{HASH}", "editorial")),
        ({"images": {HASH: None}}, (f"images.{HASH}", "structural")),
        ({"images": []}, ("images", "structural")),
        ({"stem": f"Look ![](image:{HASH})"}, ("stem", "structural")),
        ({"options": [OPTIONS[0] | {"text": "![](image:x)"}, *OPTIONS[1:]]}, ("options[0].text", "structural")),
    ],
)
def test_what_all_kinds_may_carry(change, problem):
    assert found(SINGLE | change) == ([problem] if problem else [])


def test_a_second_line_may_be_worth_a_part_and_the_key_is_worth_the_whole_point():
    halves = SINGLE | {"options": [OPTIONS[0] | {"worth": "1/2"}, *OPTIONS[1:3], OPTIONS[3] | {"worth": "1"}]}
    assert found(halves) == []
    assert [questions.grade(halves, {"chosen": name}).points for name in "abcd"] == [Fraction(1, 2), 1, 0, 1]
    assert questions.key(halves) == "Line b; Line d"
    assert questions.grade(halves, {"chosen": "a"}, frozenset("b")).points == Fraction(1, 2)
    assert questions.grade(halves, {"chosen": "a"}, frozenset("bd")).points == 1
    assert found(SINGLE | {"options": [OPTIONS[0], OPTIONS[1] | {"worth": "1/2"}, *OPTIONS[2:]]}) == [("options[1].worth", "structural")]


@pytest.mark.parametrize(("chosen", "points"), [("ac", 1), ("a", "2/3"), ("ab", "1/3"), ("b", 0), ("abcd", "2/3"), ("c", "1/3")])
def test_several_lines_by_their_worth(chosen, points):
    assert questions.grade(MANY_BY_WORTH, {"chosen": list(chosen)}).points == Fraction(points)


def test_a_floor_is_for_those_who_answered_and_a_line_taken_back_is_made_up_for():
    floored = MANY_BY_WORTH | {"floor": "1/6"}
    assert questions.grade(floored, {"chosen": ["b"]}).points == Fraction(1, 6)
    assert questions.grade(floored, None).points == 0
    assert questions.grade(MANY_BY_WORTH, {"chosen": ["c"]}, frozenset("a")).points == 1
    assert questions.grade(MANY_BY_WORTH, {"chosen": ["a", "b"]}, frozenset("b")).points == Fraction(2, 3)


@pytest.mark.parametrize(
    ("definition", "problem"),
    [
        (MANY_BY_WORTH | {"keys": ["a"]}, ("keys", "structural")),
        (MANY_BY_WORTH | {"floor": "-1"}, ("floor", "structural")),
        (MANY | {"floor": "0"}, ("floor", "structural")),
        (MANY | {"most": 0}, ("most", "structural")),
        (MANY | {"most": 1}, ("most", "editorial")),
        (MANY | {"fixed": 1}, ("fixed", "structural")),
        (MANY | {"options": [OPTIONS[0] | {"worth": "1"}, *OPTIONS[1:]]}, ("options[0].worth", "structural")),
    ],
)
def test_problems_of_several_lines(definition, problem):
    assert found(definition) == [problem]


def test_no_more_lines_than_allowed_can_be_chosen():
    with pytest.raises(questions.Unclear, match="at most 2"):
        questions.read(MANY | {"most": 2}, {"answer": ["a", "b", "c"]})
    assert [row.chosen for row in questions.form(MANY | {"most": 2}, (), None, {"answer": ["a", "b", "c"]}).rows] == [
        True,
        True,
        True,
        False,
    ]


def test_lines_may_keep_their_order():
    assert {tuple(questions.shuffle(SINGLE | {"fixed": True}, seed)) for seed in range(9)} == {("a", "b", "c", "d")}


@pytest.mark.parametrize(
    ("rule", "points"),
    [
        ("all_or_nothing", "0"), ("partial", "1/3"), ("places", "0"), ("next", "2/3"), ("next_and_last", "1/2"), ("neighbours", "1/2"),
        ("around", "1/2"), ("distance", "1/2"), ("longest_order", "3/4"), ("longest_run", "3/4"),
    ],
)  # fmt: skip
def test_each_rule_for_the_last_line_put_first(rule, points):
    """Right is c a d b; given is b c a d: three lines still follow each other, each a place away."""
    mine = {"order": ["b", "c", "a", "d"]}
    if rule in ("partial", "around"):
        points = {"partial": "0", "around": "1/2"}[rule]
    assert questions.grade(ORDER | {"rule": rule}, mine).points == Fraction(points)
    assert questions.grade(ORDER | {"rule": rule}, {"order": ORDER["key"]}).points == 1
    assert set(RULES) >= {rule}


def test_an_order_with_nearly_every_line_taken_back_asks_nothing_of_anybody():
    long = ORDER | {"options": TEN, "key": [line["id"] for line in TEN]}
    backwards = {"order": [line["id"] for line in reversed(TEN)]}
    assert questions.grade(long, backwards, frozenset(f"o{n}" for n in range(6))).points == 0
    assert questions.grade(long, backwards, frozenset(f"o{n}" for n in range(7))).points == 1


def test_what_was_released_before_is_still_good_marked_and_worded_as_it_was():
    """Definitions and marks as the engine gave them when it knew four kinds only."""
    for case in json.loads((Path(__file__).parent / "released_before.json").read_text()):
        definition = case["definition"]
        assert questions.problems(definition) == []
        assert questions.key(definition) == case["key"]
        assert questions.shuffle(definition, 7) == case["shuffled"]
        for answer in case["answers"]:
            assert str(questions.grade(definition, answer["response"], frozenset(answer["voided"])).points) == answer["points"]
            assert questions.summary(definition, answer["response"]) == answer["summary"]


def test_feedback_left_out_or_null_is_the_same():
    assert found(TRUE_FALSE | {"feedback_true": None}) == [("feedback_true", "editorial")]
