"""What is written as Moodle XML comes back as the same question; what cannot be said there is named."""

import hashlib
from fractions import Fraction
from io import BytesIO
from xml.etree import ElementTree

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessments.questions.formats.found import Found, Skipped
from assessments.questions.formats.moodle import read
from assessments.questions.formats.moodle_grades import GRADES, grade, percent_text
from assessments.questions.formats.moodle_same import says_the_same
from assessments.questions.formats.moodle_writing import write
from tests.assessments import question_samples as samples

PNG = b"\x89PNG\r\n\x1a\n and so on"
NAME = hashlib.sha256(PNG).hexdigest()
HELD = f"![](image:{NAME})"


def written(*questions):
    return "".join(part for part in write(questions) if isinstance(part, str))


def back(*questions):
    return list(read(BytesIO(written(*questions).encode())))


def skipped(definition, **more):
    (why,) = [part.why for part in write([Found("line 1", definition, **more)]) if isinstance(part, Skipped)]
    return why


def comes_back(definition, **more):
    (found,) = back(Found("line 1", definition, **more))
    return found.definition


MORE = {
    "why": "Because *of* it.",
    "after": {"whole": "Well done.", "none": "Not yet."},
}
KEPT = [
    {"kind": "essay", "stem": "Tell us.", "marked": "met"},
    samples.SINGLE | MORE | {"fixed": True},
    samples.SINGLE | {"options": [{**line, "worth": "1"} if line["id"] == "a" else line for line in samples.OPTIONS]},
    samples.MANY_PARTLY,
    samples.MANY_PARTLY | {"fixed": True},
    samples.TRUE_FALSE,
    samples.TRUE_FALSE | {"key": False},
    samples.MATCH | {"fixed": True},
    samples.MATCH | {"choices": samples.MATCH["choices"][::-1]},
    samples.ORDER,
    samples.ORDER | {"rule": "around"},
    samples.TYPED,
    samples.TYPED | {"near": False, "longest": 40},
    samples.TYPED | {"answers": [{"id": "x", "text": "2*3\\*", "worth": "1", "case": True, "exact": True}]},
    samples.NUMBER,
    samples.NUMBER_WITH_UNIT,
    samples.NUMBER_WITH_UNIT | {"unit_rule": {"cost": "1/4", "of": "question"}},
    samples.NUMBER | {"units": [{"id": "m", "text": "m", "factor": "1"}, {"id": "yd", "text": "yard", "factor": "1143/1250"}]},
    samples.ESSAY,
    samples.ESSAY | {"words": [None, 300], "rows": 5, "begins_with": "I think"},
    samples.ESSAY_WITH_FILES,
    samples.UPLOAD,
    samples.UPLOAD | {"most_mb": 5},
    samples.GAPS,
    samples.GAPS | {"stem": "Fill {these} <gaps>."},
    samples.GAPS | {"text": samples.GAPS["text"] + " See ~#}\\ this."},
]


@pytest.mark.parametrize("definition", KEPT)
def test_a_question_comes_back_letter_by_letter(definition):
    assert comes_back(definition) == definition


def test_a_cloze_without_a_stem_gets_the_usual_one():
    assert "all of it" in skipped(samples.GAPS | {"stem": " "})


def test_ids_of_gaps_and_of_their_lines_come_back():
    definition = {
        "kind": "cloze",
        "stem": "Choose.",
        "text": "A [[two]] and a [[one]].",
        "gaps": [
            {
                "id": "two",
                "kind": "multiple_response",
                "options": [{"id": "x", "text": "a", "worth": "1/2"}, {"id": "y", "text": "b", "worth": "1/2"}, {"id": "z", "text": "c~"}],
                "keys": ["x", "y"],
                "rule": "worth",
                "fixed": True,
            },
            {
                "id": "one",
                "kind": "short_text",
                "answers": [{"id": "q", "text": "{}#~\\ a*", "worth": "1", "case": True, "feedback": "1 < 2\nYes."}],
                "share": "3",
            },
        ],
    }
    plain = {
        **definition,
        "gaps": [
            definition["gaps"][0],
            {**definition["gaps"][1], "answers": [{"id": "q", "text": "{}#~\\ a*", "worth": "1", "case": True}]},
        ],
    }
    assert comes_back(plain) == plain
    assert "cannot say all of it" in skipped(definition)


MARKDOWN = {
    **samples.SINGLE,
    "markup": "markdown",
    "stem": f"See **this** {HELD}\n\n* a <https://a.b>\n* b & c",
    "images": {NAME: "A [cat]"},
}


@pytest.mark.parametrize("alt", ["A [cat]", "-", ""])
def test_markdown_and_pictures_come_back(alt):
    definition = MARKDOWN | {"images": {NAME: alt}}
    (found,) = back(Found("line 1", definition, pictures={NAME: PNG}))
    assert (found.definition, found.pictures) == (definition, {NAME: PNG})


def test_a_cloze_in_markdown_comes_back():
    definition = samples.GAPS | {"markup": "markdown", "stem": f"*Fill* {HELD}", "images": {NAME: "A sun"}}
    assert comes_back(definition, pictures={NAME: PNG}) == definition


def test_moodle_reads_the_picture_as_a_file_of_its_text():
    tree = ElementTree.fromstring(written(Found("line 1", MARKDOWN, pictures={NAME: PNG})))
    text = tree.find("question/questiontext")
    assert text.get("format") == "markdown"
    assert text.find("file").attrib == {"name": f"{NAME}.png", "path": "/", "encoding": "base64"}
    assert f"![A \\[cat\\]](@@PLUGINFILE@@/{NAME}.png)" in text.find("text").text


def test_everything_beside_the_definition_comes_back():
    asked = [
        Found("line 1", samples.SINGLE, name="First"),
        Found("line 2", samples.TRUE_FALSE, "q/2", "Second", ("Grief/loss", "Hope"), ("a", "b")),
        Found("line 3", samples.TYPED, "", "", ("Grief/loss", "Hope")),
        Found("line 4", samples.TYPED, "q4", "Last"),
    ]
    got = back(*asked)
    assert [(one.ref, one.category, one.tags) for one in got] == [(one.ref, one.category, one.tags) for one in asked]
    assert [one.name for one in got] == ["First", "Second", "Where was he from?", "Last"]


ROWS = samples.MATCH["rows"]
UNSAYABLE = [
    (samples.STORY, "nothing like"),
    (samples.SURE, "nothing like"),
    (samples.MANY, "parts of the point"),
    (samples.MANY_BY_WORTH | {"floor": "1/4"}, "does not limit"),
    (samples.MANY_PARTLY | {"most": 2}, "does not limit"),
    (samples.MATCH | {"rule": "all_or_nothing"}, "as much as the others"),
    (samples.MATCH | {"rows": [ROWS[0] | {"share": "1/2"}, *ROWS[1:]]}, "as much as the others"),
    (
        samples.MATCH | {"markup": "markdown", "choices": [{"id": "ott", "text": "**Ottawa**"}, *samples.MATCH["choices"][1:]]},
        "no formatting",
    ),
    (samples.ORDER_PARTLY, "way of giving points"),
    (samples.TYPED | {"answers": [samples.TYPED["answers"][0] | {"case": True}, *samples.TYPED["answers"][1:]]}, "capitals"),
    (samples.SINGLE | {"options": [samples.OPTIONS[0] | {"worth": "2/7"}, *samples.OPTIONS[1:]]}, "2/7"),
    (MARKDOWN, "not here"),
    (samples.GAPS | {"gaps": [*samples.GAPS["gaps"][:3], samples.GAPS["gaps"][3] | {"rule": "all_or_nothing"}]}, "all of it"),
]


@pytest.mark.parametrize(("definition", "reason"), UNSAYABLE)
def test_what_moodle_cannot_say_is_named(definition, reason):
    assert reason in skipped(definition)


def test_nothing_is_written_of_a_question_that_cannot_be_said():
    assert "<question" not in written(Found("line 1", samples.STORY, category=("A",)))


def test_plain_choices_of_a_markdown_question_are_written_without_its_escapes():
    definition = samples.MATCH | {"markup": "markdown", "choices": [{"id": "ott", "text": "2 \\* 3"}, *samples.MATCH["choices"][1:]]}
    assert "<text>2 * 3</text>" in written(Found("line 1", definition))
    assert comes_back(definition) == definition


@pytest.mark.parametrize("worth", GRADES)
def test_every_grade_comes_back_from_its_percentage(worth):
    assert grade(percent_text(worth), "line 1") == worth


def test_what_goes_without_saying_makes_no_difference():
    plain = samples.NUMBER | {"answers": [{"id": "a", "value": "5", "worth": "1"}]}
    wordy = plain | {"why": "", "after": {}, "answers": [{"id": "a", "value": "5.0", "tolerance": "0.0", "worth": "1", "feedback": ""}]}
    assert says_the_same(plain, wordy)
    assert says_the_same(
        samples.SINGLE, samples.SINGLE | {"options": [{**line, "worth": str(int(line["id"] == "b"))} for line in samples.OPTIONS]}
    )
    assert not says_the_same(plain, plain | {"why": "So."})
    assert says_the_same(samples.MANY, samples.MANY | {"keys": ["c", "a"], "images": {NAME: "unused"}})


def spoken(definition):
    """Without letters that our own reader keeps for itself, or that XML cannot hold."""
    return not any("\ue000" <= letter <= "\ue0ff" or letter in "\ufffe\uffff" for letter in str(definition))


@given(samples.choice_definitions() | samples.typed_definitions() | samples.numeric_definitions() | samples.matching_definitions())
def test_whatever_moodle_can_say_comes_back(definition):
    assume(spoken(definition))
    assume(definition.get("rule") != "all_or_nothing" or definition["kind"] == "ordering")
    assume(definition["kind"] != "ordering" or definition["rule"] != "partial")
    assume(all(row["share"] == "1" for row in definition.get("rows", ())))
    lines = definition.get("options", definition.get("answers", []))
    assume(all(Fraction(line.get("worth", "0")) in GRADES for line in lines))
    assert says_the_same(comes_back(definition), definition)


@given(samples.definitions())
def test_every_question_is_written_or_named(definition):
    parts = list(write([Found("line 1", definition)]))
    kept = [part for part in parts[1:-1] if isinstance(part, str)]
    named = [part for part in parts if isinstance(part, Skipped)]
    assert (len(kept), len(named)) in ((1, 0), (0, 1))
    if kept:
        (found,) = read(BytesIO("".join(parts).encode()))
        assert says_the_same(found.definition, definition)


@given(st.lists(samples.typed_definitions(), max_size=5))
def test_the_file_is_well_formed_whatever_it_holds(definitions):
    ElementTree.fromstring(written(*(Found("line 1", definition, name="\x01 & <") for definition in definitions)))
