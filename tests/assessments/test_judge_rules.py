"""How answers become an outcome: the pure part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.judging import Marking, Plan, minutes_to_mark, outcome, problems
from assessments.wording import marking_problem
from assessments.words import Feedback, Piece

PLAN = Plan(("reflective_account",), False, "all_met_none_unsafe", 2)
WHOLE = Marking(met={"B1": True, "B2": True}, method="reflective_account", strengths="You stayed warm.")


def marked(**changes):
    return Marking(**{**WHOLE.__dict__, **changes})


def missing(marking):
    return problems(marking, plan=PLAN, criteria=("B1", "B2"))


def test_all_met_is_met():
    assert (outcome(WHOLE), missing(WHOLE)) == ("met", [])


def test_one_not_yet_is_not_yet_however_good_the_rest():
    assert outcome(marked(met={"B1": True, "B2": False})) == "not_yet"


def test_unsafe_blocks_even_when_every_criterion_is_met():
    assert outcome(marked(unsafe=True)) == "unsafe"


@given(st.dictionaries(st.sampled_from(["B1", "B2", "B3"]), st.booleans(), min_size=1), st.booleans())
def test_met_needs_every_criterion_and_nothing_unsafe(met, unsafe):
    assert (outcome(marked(met=met, unsafe=unsafe)) == "met") == (all(met.values()) and not unsafe)


@pytest.mark.parametrize(
    ("marking", "codes"),
    [
        (marked(met={"B1": True}), ["criterion:B2"]),
        (marked(met={"B1": True, "B2": True, "X": True}), ["unknown:X"]),
        (marked(method="guessing"), ["method"]),
        (marked(strengths=" "), ["strengths"]),
        (marked(met={"B1": True, "B2": False}), ["next_step"]),
        (marked(unsafe=True), ["next_step"]),
        (marked(met={}, method="", strengths=""), ["criterion:B1", "criterion:B2", "method", "strengths"]),
    ],
)
def test_what_is_missing_is_named(marking, codes):
    assert missing(marking) == codes
    assert all(marking_problem(code) for code in codes)


def test_another_assessor_is_needed_after_the_second_not_yet():
    assert [PLAN.needs_another_assessor(count) for count in (0, 1, 2, 3)] == [False, False, True, True]


def test_a_plan_may_leave_the_same_assessor():
    assert not Plan(("x",), True, "all_met_none_unsafe", 0).needs_another_assessor(9)


@pytest.mark.parametrize(("words", "files", "minutes"), [(0, 0, 2), (100, 0, 2), (640, 0, 4), (640, 2, 10)])
def test_minutes_to_mark_are_a_fair_guess(words, files, minutes):
    assert minutes_to_mark(words=words, files=files) == minutes


def test_feedback_is_addressed_when_the_learner_reads_it():
    written = Feedback("Thank you, {name}.", "{name}, say whom you talked to.", {"B1": "Kind, {name}.", "B2": " "})
    read = Feedback.unpack(written.pack()).addressed_to("Ada")
    assert read == Feedback("Thank you, Ada.", "Ada, say whom you talked to.", {"B1": "Kind, Ada."})


def test_words_taken_back_are_none():
    assert (Feedback.unpack(None), Piece.unpack(None), Piece.unpack("")) == (None, None, None)


@given(st.text(), st.text())
def test_a_piece_comes_out_as_it_went_in(title, text):
    assert Piece.unpack(Piece(title, text).pack()) == Piece(title, text)
