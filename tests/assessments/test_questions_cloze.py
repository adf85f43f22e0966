"""Gaps in a text."""

from fractions import Fraction

import pytest

from assessments import questions
from assessments.questions import Unclear

from .question_samples import GAPS, raw_of

RIGHT = {
    "dir": {"chosen": "e"}, "when": {"text": "6"}, "part": {"text": "Morning"}, "how": {"chosen": ["x", "y"]},
}  # fmt: skip


def filled(**changes):
    return {"gaps": {name: response for name, response in (RIGHT | changes).items() if response}}


def changed(place, **fields):
    gaps = [dict(gap) for gap in GAPS["gaps"]]
    gaps[place] |= fields
    return GAPS | {"gaps": gaps}


def test_each_gap_reads_its_own_fields():
    sent = {"gap-dir.answer": ["w"], "gap-when.answer": ["6,5"], "gap-part.answer": [""], "gap-how.answer": ["z", "x"]}
    assert questions.read(GAPS, sent) == {"gaps": {"dir": {"chosen": "w"}, "when": {"text": "6,5"}, "how": {"chosen": ["x", "z"]}}}
    assert questions.read(GAPS, {"gap-part.answer": [" "]}) is None


def test_a_gap_that_cannot_be_read_is_named_and_everything_is_shown_again():
    sent = {"gap-when.answer": ["early"], "gap-part.answer": ["noon"]}
    with pytest.raises(Unclear, match="Gap 2: Write a number"):
        questions.read(GAPS, sent)
    pieces = questions.form(GAPS, (), None, sent).more["pieces"]
    assert [piece.gap.text for piece in pieces[:-1]] == ["", "early", "noon", ""]


@pytest.mark.parametrize(
    ("response", "points"),
    [
        (filled(), 1),
        (filled(when=None), Fraction(3, 5)),
        (filled(how={"chosen": ["x"]}), Fraction(9, 10)),
        (filled(dir={"chosen": "w"}), Fraction(3, 5)),
        (filled(dir={"chosen": "w"}, when=None, part=None, how=None), 0),
        (None, 0),
    ],
)
def test_gaps_earn_their_share_and_one_below_nothing_takes_away_from_the_others(response, points):
    assert questions.grade(GAPS, response).points == points


@pytest.mark.parametrize("voided", ["when", "dir:w", "dir", "when:a"])
def test_a_gap_or_a_line_of_one_can_be_taken_back(voided):
    response = filled(dir={"chosen": "w"}, when={"text": "9"}, part={"text": "morning"}, how=None)
    assert questions.grade(GAPS, response).points == 0
    assert questions.grade(GAPS, response, frozenset({voided})).points == Fraction(2, 5)


def test_notes_and_words_name_the_gap_by_its_number():
    mark = questions.grade(GAPS, filled(part={"text": "noon"}))
    assert [(note.text, note.fits) for note in mark.notes if note.option == "part"] == [("Gap 3: noon", False)]
    assert [note.text for note in mark.better] == ["Gap 3: morning"]
    assert questions.key(GAPS) == "1: east; 2: 6 ± 1; 3: morning; 4: warm; bright"
    assert questions.summary(GAPS, filled(dir=None, how=None)) == "2: 6; 3: Morning"


def test_the_text_comes_in_pieces_with_a_gap_between():
    shown = questions.form(GAPS, questions.shuffle(GAPS, 3), filled())
    pieces = shown.more["pieces"]
    assert [piece.text for piece in pieces] == ["The sun rises in the ", ", about ", " in the ", ", and it is ", "."]
    assert [(piece.number, piece.prefix) for piece in pieces[:2]] == [(1, "gap-dir."), (2, "gap-when.")]
    assert pieces[-1].gap is None
    assert questions.read(GAPS, raw_of(shown)) == filled()


def test_the_lines_of_each_gap_keep_their_own_order():
    order = ["dir:w", "dir:e", "how:z", "how:x", "how:y"]
    pieces = questions.form(GAPS, order).more["pieces"]
    assert [row.id for row in pieces[0].gap.rows] == ["w", "e"]
    assert [row.id for row in pieces[3].gap.rows] == ["z", "x", "y"]
    assert sorted(questions.shuffle(GAPS, 9)) == sorted(order)


@pytest.mark.parametrize(
    ("definition", "path", "level"),
    [
        (GAPS | {"text": "Nothing."}, "gaps[0].id", "structural"),
        (GAPS | {"text": GAPS["text"] + " [[dir]]"}, "gaps[0].id", "structural"),
        (GAPS | {"text": GAPS["text"] + " [[more]]"}, "text", "structural"),
        (GAPS | {"text": None}, "text", "structural"),
        (GAPS | {"text": GAPS["text"] + "x" * 2000}, "text", "editorial"),
        (GAPS | {"gaps": []}, "gaps", "structural"),
        (GAPS | {"gaps": GAPS["gaps"] * 3}, "gaps", "editorial"),
        (GAPS | {"gaps": [3]}, "gaps[0]", "structural"),
        (changed(0, kind="essay"), "gaps[0].kind", "structural"),
        (changed(0, key="n"), "gaps[0].key", "structural"),
        (changed(1, share="0"), "gaps[1].share", "structural"),
        (changed(1, share=2), "gaps[1].share", "structural"),
        (changed(1, stem="x"), "gaps[1].stem", "structural"),
        (changed(1, id="dir"), "gaps[1].id", "structural"),
        (changed(3, keys=["q"]), "gaps[3].keys[0]", "structural"),
        (changed(3, options=7), "gaps[3].options", "structural"),
    ],
)
def test_problems_name_the_place_and_the_level(definition, path, level):
    assert (path, level) in [(problem.path, problem.level) for problem in questions.problems(definition)]


def test_gaps_and_the_lines_in_them_can_be_named_one_by_one():
    named = dict(questions.parts(GAPS))
    assert (named["dir"], named["dir:w"], named["how:z"]) == ("Gap 1", "Gap 1: west", "Gap 4: square")
