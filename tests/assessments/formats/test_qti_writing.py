"""Writing QTI 2.1: what it can say comes back the same, what it cannot say is named."""

import hashlib
import zipfile
from io import BytesIO
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.questions import structural_problems
from assessments.questions.formats import qti_writing, readers
from assessments.questions.formats.found import Found, Skipped
from assessments.questions.formats.qti_same import same_form
from assessments.questions.formats.qti_written_choices import GAINS
from tests.assessments import question_samples as samples

from . import gift_samples
from .qti_files import PNG

NAME = hashlib.sha256(PNG).hexdigest()


def written(*questions):
    pieces = list(qti_writing.write(questions))
    data = b"".join(piece for piece in pieces if isinstance(piece, bytes))
    return data, [piece.why for piece in pieces if isinstance(piece, Skipped)]


def again(definition, **more):
    """The question as it comes back."""
    data, skipped = written(Found("line 1", definition, ref="q-1", **more))
    assert skipped == []
    (found,) = readers.read(BytesIO(data), "x.zip")
    return found


def why_not(definition, **more):
    _data, skipped = written(Found("line 1", definition, **more))
    return skipped[0]


SAYABLE = [sample for sample in samples.SAMPLES if sample["kind"] != "scenario" and "units" not in sample]


@pytest.mark.parametrize("definition", SAYABLE, ids=lambda definition: definition["kind"])
def test_every_sample_comes_back_with_all_that_stands_beside_it(definition):
    found = again(definition, name="A name", category=("A", "B"), tags=("t",))
    assert same_form(found.definition) == same_form(definition)
    assert (found.ref, found.name, found.category, found.tags, found.notes) == ("q-1", "A name", ("A", "B"), ("t",), ())


SHARED = [row | {"share": share} for row, share in zip(samples.MATCH["rows"], ["1", "1/2", "1/9"], strict=True)]
SEVERAL = {"kind": "multiple_response", "keys": ["a"], "rule": "all_or_nothing", "options": samples.OPTIONS}
MORE = {
    "reason and outcomes": samples.SINGLE | {"why": "Because.", "after": {"whole": "Yes.", "part": "Nearly.", "none": "Not yet."}},
    "one outcome": samples.MANY | {"after": {"none": "Not yet."}},
    "order kept": samples.SINGLE | {"fixed": True},
    "parts of the point": samples.SINGLE | {"options": [{"id": "b", "text": "B"}, {"id": "7", "text": "C", "worth": "-1/3"}]},
    "several whole points": samples.SINGLE | {"options": [{"id": "b", "text": "B"}, {"id": "c", "text": "C", "worth": "1"}]},
    "true and false in a choice": samples.SINGLE | {"options": [{"id": "b", "text": "True"}, {"id": "c", "text": "False"}]},
    "at most": samples.MANY | {"most": 3, "fixed": True},
    "a floor": samples.MANY_BY_WORTH | {"floor": "1/6"},
    "shares": samples.MATCH | {"rows": SHARED},
    "pairs without words": samples.MATCH | {"rows": [{**row, "feedback": ""} for row in SHARED]},
    "all pairs or nothing": samples.MATCH | {"rule": "all_or_nothing", "fixed": True},
    **{f"order by {rule}": samples.ORDER | {"rule": rule} for rule in GAINS},
    "two lines by place": samples.ORDER | {"options": samples.OPTIONS[:2], "key": ["b", "a"], "rule": "places"},
    "no hints": samples.TYPED | {"near": False, "longest": 30},
    "capitals": {"kind": "short_text", "stem": "?", "answers": [{"id": "a", "text": "Ab", "case": True, "worth": "1"}]},
    "exact": {"kind": "short_text", "stem": "?", "answers": [{"id": "a", "text": "A.b(", "exact": True, "worth": "1"}]},
    "patterns": {"kind": "short_text", "stem": "?", "answers": [{"id": "a", "text": r"A*\*b", "pattern": True, "worth": "1"}]},
    "numbers": {"kind": "numeric", "stem": "?", "answers": samples.NUMBER["answers"]},
    "words and rows": samples.ESSAY | {"words": [None, 9], "rows": 5, "begins_with": "I ..."},
    "essay met": {"kind": "essay", "stem": "?", "marked": "met", "notes": "a\nb"},
    "one gap": {"kind": "cloze", "stem": "?", "text": "A [[g]]", "gaps": [samples.GAPS["gaps"][2] | {"id": "g", "share": "4"}]},
    "several choices in gaps": {
        "kind": "cloze",
        "stem": "?",
        "markup": "markdown",
        "text": "One\n\n[[g]]\n\nand [[h]] *more*\n\n[[i]]",
        "gaps": [SEVERAL | {"id": "g"}, SEVERAL | {"id": "h", "rule": "partial"}, samples.GAPS["gaps"][2] | {"id": "i"}],
    },
    "lines in plain words": {"kind": "essay", "stem": "a\nb  c <d> & \\e *f*", "marked": "met"},
}


@pytest.mark.parametrize("definition", MORE.values(), ids=MORE)
def test_every_field_comes_back(definition):
    assert structural_problems(definition) == []
    assert same_form(again(definition).definition) == same_form(definition)


MARKDOWN = samples.SINGLE | {
    "markup": "markdown",
    "stem": "* one\n* __two__\n\n```\ncode\n```\n\n![](image:" + NAME + ")",
    "why": "A *word* and [a link](https://example.org/?a=1&b=2).",
}


def test_markdown_comes_back_letter_by_letter_with_its_pictures():
    for alt in ("A cat & a dog", "-", ""):
        definition = MARKDOWN | {"images": {NAME: alt}}
        found = again(definition, pictures={NAME: PNG})
        assert found.definition == definition
        assert found.pictures == {NAME: PNG}


def test_markdown_that_others_have_changed_is_read_as_it_stands():
    data, _skipped = written(Found("line 1", MARKDOWN | {"images": {NAME: "x"}}, ref="q-1", pictures={NAME: PNG}))
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(b"<li>one</li>", b"<li>three</li>"))
    (found,) = readers.read(out, "x.zip")
    assert found.definition["stem"].startswith("- three\n- **two**")


def test_markdown_without_any_sign_stays_markdown():
    definition = samples.SINGLE | {"markup": "markdown"}
    assert again(definition).definition == definition


UNITS = {name: samples.NUMBER[name] for name in ("kind", "answers", "units")}
EMPHASIS = {"kind": "single_choice", "key": "a", "options": [{"id": "a", "text": "*x*"}, {"id": "b", "text": "y"}]}
ONE_GAP = {"kind": "cloze", "stem": "?", "text": "[[g]]"}
NOT = {
    "a story": (samples.STORY, "this kind of question"),
    "units": (samples.NUMBER, "units behind a number"),
    "units in a gap": (ONE_GAP | {"gaps": [{"id": "g", **UNITS}]}, "units behind a number"),
    "a longest run": (samples.ORDER | {"rule": "longest_run"}, "“longest_run”"),
    "formatting in a gap": (ONE_GAP | {"markup": "markdown", "gaps": [{"id": "g", **EMPHASIS}]}, "no formatting"),
    "nothing right": (
        {"kind": "numeric", "stem": "?", "answers": [{"id": "a", "value": "1", "worth": "0"}]},
        "would not come back from QTI: Nothing",
    ),
    "a picture that is not here": (MARKDOWN | {"images": {NAME: "x"}}, "picture that it shows is not here"),
    "signs that XML cannot hold": ({"kind": "essay", "stem": "a\uffffb", "marked": "met"}, "come back from QTI changed"),
}


@pytest.mark.parametrize(("definition", "says"), NOT.values(), ids=NOT)
def test_what_qti_cannot_say_is_named(definition, says):
    assert structural_problems(definition) == []
    assert says in why_not(definition)


def names(*questions):
    data, skipped = written(*questions)
    return [one.ref for one in readers.read(BytesIO(data), "x.zip")], skipped


def test_a_question_without_a_name_gets_one_made_of_what_it_says():
    found, _skipped = names(Found("1", samples.SINGLE), Found("2", samples.MANY), Found("3", samples.ESSAY, ref="r"))
    assert found[2] == "r"
    assert (found[:2], []) == names(Found("1", samples.SINGLE), Found("2", samples.MANY))


def test_of_two_questions_with_one_name_the_second_is_not_written():
    found, skipped = names(Found("1", samples.SINGLE), Found("2", samples.SINGLE))
    assert (len(found), skipped) == (1, [f"An earlier question has the same identifier, “{found[0]}”."])


def test_the_manifest_names_each_item_with_its_pictures_once():
    pictured = MARKDOWN | {"images": {NAME: "x"}}
    data, _skipped = written(Found("1", pictured, ref="a", pictures={NAME: PNG}), Found("2", pictured, ref="b", pictures={NAME: PNG}))
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert sorted(package.namelist()) == ["imsmanifest.xml", "item-1.xml", "item-2.xml", f"media/{NAME}.png"]
        manifest = ElementTree.fromstring(package.read("imsmanifest.xml"))
    files = [[file.get("href") for file in resource] for resource in manifest.iterfind("{*}resources/{*}resource")]
    assert files == [["item-1.xml", f"media/{NAME}.png"], ["item-2.xml", f"media/{NAME}.png"]]


def test_nothing_to_write_is_an_empty_package():
    data, skipped = written()
    assert skipped == []
    assert zipfile.ZipFile(BytesIO(data)).namelist() == ["imsmanifest.xml"]


def test_templates_say_what_they_can():
    plain = {"kind": "single_choice", "stem": "?", "key": "a", "options": [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}]}
    data, _skipped = written(Found("1", plain))
    text = zipfile.ZipFile(BytesIO(data)).read("item-1.xml").decode()
    assert '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>' in text


@given(st.one_of(samples.definitions(), gift_samples.sayable()))
def test_what_is_written_comes_back_the_same_and_the_rest_is_named(definition):
    data, skipped = written(Found("line 1", definition, ref="x"))
    if skipped:
        assert skipped[0]
    else:
        (found,) = readers.read(BytesIO(data), "x.zip")
        assert same_form(found.definition) == same_form(definition)


def test_an_answer_that_an_earlier_one_takes_makes_no_difference():
    answers = [{"id": "a", "text": "York", "worth": "1"}, {"id": "b", "text": "york", "worth": "1/2"}]
    asked = {"kind": "short_text", "stem": "Which town?", "answers": answers}
    assert same_form(asked) == same_form(asked | {"answers": answers[:1]})
