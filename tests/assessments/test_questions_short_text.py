"""A word or a line, typed."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments import questions
from assessments.questions import Unclear
from assessments.questions.texts import fits_pattern, is_a_slip, plain

from .question_samples import TYPED


def points(typed, definition=TYPED, voided=frozenset()):
    return questions.grade(definition, {"text": typed}, voided).points


def with_answers(*answers, **fields):
    named = [{"id": f"a{place}", "worth": "1"} | answer for place, answer in enumerate(answers)]
    return {"kind": "short_text", "stem": "Say it.", "answers": named} | fields


def test_what_was_typed_is_kept_as_it_was_without_what_no_keyboard_types():
    assert questions.read(TYPED, {"answer": ["  Naza\x00reth \r\n"]}) == {"text": "Nazareth"}
    assert questions.read(TYPED, {"answer": [" "]}) is None
    assert questions.read(TYPED, {}) is None


def test_too_much_is_asked_for_again_and_shown_again():
    with pytest.raises(Unclear, match="at most 200"):
        questions.read(TYPED, {"answer": ["x" * 201]})
    assert questions.form(TYPED, (), None, {"answer": ["x" * 201]}).text == "x" * 201
    assert questions.read(TYPED | {"longest": 300}, {"answer": ["x" * 201]}) == {"text": "x" * 201}


@pytest.mark.parametrize("typed", ["Nazareth", "nazareth", " NAZARETH ", "Nazareth.", "nazareth!", "nazareth ; "])
def test_capitals_spaces_and_marks_at_the_end_do_not_matter(typed):
    assert points(typed) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("don’t", "DON'T"),
        ("well–being", "well-being"),
        ("“quoted”", '"quoted"'),
        ("caf\u00e9", "cafe\u0301"),
        ("a  b\tc", "a b c"),
        ("Straße", "STRASSE"),
    ],
)
def test_texts_are_compared_in_one_stated_way(one, other):
    assert plain(one) == plain(other)


def test_a_text_of_marks_alone_is_not_emptied():
    assert points("?", with_answers({"text": "?"})) == 1
    assert points("!", with_answers({"text": "?"})) == 0


def test_capitals_count_where_the_answer_says_so():
    strict = with_answers({"text": "NaCl", "case": True})
    assert [points(typed, strict) for typed in ("NaCl", "NaCl.", "nacl")] == [1, 1, 0]
    exact = with_answers({"text": "NaCl", "exact": True})
    assert [points(typed, exact) for typed in ("NaCl", " NaCl ", "NaCl.", "nacl")] == [1, 1, 0, 0]


def test_the_first_answer_that_fits_counts():
    assert [points(typed) for typed in ("Nazareth", "Galilee", "Rome")] == [1, Fraction(1, 2), 0]
    half_first = with_answers({"text": "foo*", "pattern": True, "worth": "1/2"}, {"text": "foobar"})
    assert points("foobar", half_first) == Fraction(1, 2)
    assert questions.grade(TYPED, {"text": "Rome"}).notes[0].feedback == "Look again."


@pytest.mark.parametrize(
    ("pattern", "text", "fits"),
    [
        ("*", "", True), ("a*", "a", True), ("a*b", "axxb", True), ("a*b", "ab", True), ("a*b", "a", False), ("aba*aba", "aba", False),
        ("*b*", "abc", True), ("*b*", "ac", False), ("a*b*a", "acbca", True), ("a*b*c*d", "abdcd", True), (r"a\*b", "a*b", True),
        (r"a\*b", "axb", False), ("a**b", "ab", True), ("", "", True), ("a", "ab", False),
    ],
)  # fmt: skip
def test_a_star_stands_for_any_text(pattern, text, fits):
    assert fits_pattern(pattern, text) is fits


def test_a_hard_pattern_is_decided_at_once():
    assert not fits_pattern("a*" * 200 + "b", "a" * 500)


@pytest.mark.parametrize("typed", ["Nazarth", "Nazzareth", "Nazaretk", "Nzaareth"])
def test_one_slip_is_said_kindly_and_gives_nothing_away(typed):
    mark = questions.grade(TYPED, {"text": typed})
    assert (mark.points, mark.better) == (0, ())
    assert mark.notes[0].feedback == "Very close. Look at the spelling again."
    assert questions.grade(TYPED | {"near": False}, {"text": typed}).notes[0].feedback == "Look again."


def test_what_has_points_already_is_no_slip_and_short_words_have_none():
    misspelled = with_answers({"text": "Nazareth"}, {"text": "Nazereth", "worth": "3/4", "feedback": "Misspelled."})
    assert questions.grade(misspelled, {"text": "Nazereth"}).notes[0].feedback == "Misspelled."
    assert not is_a_slip("yes", "yet")
    assert not is_a_slip("Nazareth", "Nazareth")


@given(st.text("abc", min_size=4, max_size=8), st.integers(0, 8), st.sampled_from("xyz"))
def test_any_one_letter_added_is_a_slip_either_way(word, at, letter):
    longer = word[:at] + letter + word[at:]
    assert is_a_slip(longer, word)
    assert is_a_slip(word, longer)
    assert not is_a_slip(longer + "qq", word)


def test_an_accepted_answer_that_was_taken_back_costs_nothing():
    assert points("Galilee", voided=frozenset("b")) == 1
    assert points("Rome", voided=frozenset("b")) == 0
    assert points("Rome", voided=frozenset("a")) == 1
    assert questions.grade(TYPED, None, frozenset("a")).points == 1


def test_in_words_and_as_a_form():
    assert questions.key(TYPED) == "Nazareth"
    shown = questions.form(TYPED, (), {"text": "Rome"})
    assert (shown.text, shown.more) == ("Rome", {"longest": 200})
    assert questions.grade(TYPED, None).better[0].text == "Nazareth"
    assert questions.shuffle(TYPED, 1) == []


@pytest.mark.parametrize(
    ("change", "path", "level"),
    [
        ({"answers": []}, "answers", "structural"),
        ({"answers": ["a"]}, "answers[0]", "structural"),
        ({"answers": TYPED["answers"][1:]}, "answers", "editorial"),
        ({"answers": [TYPED["answers"][0] | {"worth": "0.5"}]}, "answers[0].worth", "structural"),
        ({"answers": [TYPED["answers"][0] | {"worth": "2/4"}]}, "answers[0].worth", "structural"),
        ({"answers": [TYPED["answers"][0] | {"case": 1}]}, "answers[0].case", "structural"),
        ({"answers": [TYPED["answers"][0] | {"text": ""}]}, "answers[0].text", "editorial"),
        ({"answers": [TYPED["answers"][0] | {"text": "a\x00"}]}, "answers[0].text", "structural"),
        ({"answers": [TYPED["answers"][0]] * 2}, "answers[1].id", "structural"),
        ({"longest": 0}, "longest", "structural"),
        ({"near": "no"}, "near", "structural"),
    ],
)
def test_problems_name_the_place_and_the_level(change, path, level):
    assert (path, level) in [(problem.path, problem.level) for problem in questions.problems(TYPED | change)]
