"""Lines to bring into order, by numbers or by moving one line at a time."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments import questions
from assessments.questions import Unclear

from .question_samples import ORDER, ORDER_PARTLY

IDS = ["a", "b", "c", "d"]


def numbers(**places):
    return {f"place-{name}": [place] for name, place in places.items()}


def moved(move, **extra):
    return {"move": [move], "order": IDS, **extra}


def test_numbers_beside_the_lines_make_an_order():
    assert questions.read(ORDER, numbers(a="2", b=" 4 ", c="1.", d="3")) == {"order": ["c", "a", "d", "b"]}


def test_no_numbers_at_all_leave_the_question_open():
    assert questions.read(ORDER, numbers(a="", b=" ")) is None
    assert questions.read(ORDER, {}) is None


@pytest.mark.parametrize(
    "typed", [numbers(a="1"), numbers(a="1", b="1", c="2", d="3"), numbers(a="0", b="1", c="2", d="3"), numbers(a="x", b="1", c="2", d="3")]
)
def test_numbers_that_do_not_make_an_order_are_asked_for_again_and_shown_again(typed):
    with pytest.raises(Unclear, match="Give each line its own number, from 1 to 4"):
        questions.read(ORDER, typed)
    shown = questions.form(ORDER, IDS, None, typed)
    assert {f"place-{row.id}": [row.place] for row in shown.rows if row.place} == typed


@pytest.mark.parametrize(
    ("move", "order"),
    [("up:c", ["a", "c", "b", "d"]), ("down:a", ["b", "a", "c", "d"]), ("up:a", IDS), ("down:d", IDS)],
)
def test_a_line_moves_one_place_from_where_it_is_shown(move, order):
    assert questions.read(ORDER, moved(move)) == {"order": order}


def test_a_move_starts_from_the_numbers_when_they_are_complete():
    typed = numbers(a="4", b="3", c="2", d="1")
    assert questions.read(ORDER, moved("up:a", **typed)) == {"order": ["d", "c", "a", "b"]}


@pytest.mark.parametrize("sent", [moved("up:z"), moved("left:a"), {"move": ["up:a"], "order": ["a", "a", "b", "c"]}, {"move": ["up:a"]}])
def test_a_move_that_does_not_belong_here_is_refused_in_words(sent):
    with pytest.raises(Unclear, match="Please choose again"):
        questions.read(ORDER, sent)


@pytest.mark.parametrize(
    ("order", "whole", "partly"),
    [
        ("cadb", 1, 1),
        ("bdac", 0, 0),
        ("cabd", 0, Fraction(2, 3)),
        ("acdb", 0, Fraction(2, 3)),
        ("bcad", 0, 0),
        ("dcab", 0, Fraction(1, 3)),
    ],
)
def test_ordering_by_both_rules(order, whole, partly):
    assert questions.grade(ORDER, {"order": list(order)}).points == whole
    assert questions.grade(ORDER_PARTLY, {"order": list(order)}).points == partly


def test_a_line_taken_back_is_left_out_of_both_orders():
    assert questions.grade(ORDER, {"order": list("bcad")}, frozenset("b")).points == 1
    assert questions.grade(ORDER, {"order": list("dacb")}, frozenset("b")).points == 0


def test_every_line_has_its_note_and_the_right_order_follows():
    mark = questions.grade(ORDER, {"order": list("cabd")})
    assert [(note.option, note.fits) for note in mark.notes] == [("c", True), ("a", True), ("b", False), ("d", False)]
    assert [note.option for note in mark.better] == list("cadb")
    assert questions.grade(ORDER, {"order": list("cadb")}).better == ()


def test_ordering_in_words_and_as_a_form():
    assert questions.key(ORDER) == "1. Line c 2. Line a 3. Line d 4. Line b"
    assert questions.summary(ORDER, {"order": IDS}) == "1. Line a 2. Line b 3. Line c 4. Line d"
    shown = questions.form(ORDER, IDS, {"order": list("dcba")})
    assert [(row.id, row.place) for row in shown.rows] == [("d", "1"), ("c", "2"), ("b", "3"), ("a", "4")]


@given(st.integers())
def test_the_lines_never_come_in_the_right_order_by_chance(seed):
    assert questions.shuffle(ORDER, seed) != ORDER["key"]


@pytest.mark.parametrize(
    ("change", "path"),
    [({"key": ["a", "b", "c"]}, "key"), ({"key": ["a", "b", "c", "z"]}, "key[3]"), ({"key": []}, "key"), ({"rule": None}, "rule")],
)
def test_ordering_problems(change, path):
    assert [problem.path for problem in questions.problems(ORDER | change)] == [path]
