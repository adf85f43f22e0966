"""Knowledge checks between the editor's form and the question engine: every kind, there and back."""

import pytest

from assessments import questions
from courses.editions.questions import KINDS, TooRich, question_from
from courses.editions.questions_back import raw_question
from tests.factories.courses import item


def line(name, text, is_right=False, feedback="Why."):
    return item(name, text=text, is_right=is_right, feedback=feedback)


def raw(kind, *options, **more):
    return {"kind": kind, "stem": "What now?", "options": list(options), "rule": "all_or_nothing", "why": "", **more}


PAIRS = [item("p1", text="Ada", fits="asks", feedback=""), item("p2", text="Bo", fits="Judges ", feedback="Yes.")]
GAPS = [
    item("g1", name="day", kind="short_text", options=[line("o1", "Monday", True, "")]),
    item("g2", name="who", kind="single_choice", options=[line("o2", "Ada", True, ""), line("o3", "Bo", feedback="No.")]),
    item("g3", name="many", kind="numeric", options=[line("o4", "3", True, "")]),
    item("g4", name="all", kind="multiple_response", rule="partial", options=[line("o5", "a", True, ""), line("o6", "b", feedback="")]),
]
SOUND = {
    "single_choice": raw("single_choice", line("a", "Wait"), line("b", "Ask", True)),
    "multiple_response": raw("multiple_response", line("a", "Wait", True), line("b", "Ask", True), line("c", "Go"), rule="partial"),
    "true_false": raw("true_false", line("true", "True", True), line("false", "False")),
    "ordering": raw("ordering", line("a", "First"), line("b", "Then")),
    "confidence": raw("confidence", line("a", "Not yet", feedback=""), line("b", "Quite", feedback="")),
    "short_text": raw("short_text", line("a", "Nazareth", True), line("b", "*", feedback="Look again.")),
    "numeric": raw(
        "numeric", line("a", "12 ± 1", True), line("b", "10 to 20", feedback=""), line("c", "7.5", feedback=""), line("d", "*"), unit="km"
    ),
    "matching": raw("matching", pairs=PAIRS, choices=[item("c0", text="")], why="Both matter."),
    "cloze": raw("cloze", text="On [[day]] [[who]] rang [[many]] times, with [[all]].", gaps=GAPS),
}
SOUND["matching"]["choices"] = [{"type": "item", "id": "c1", "value": "leaves"}, {"type": "item", "id": "c2", "value": " "}]


def test_every_kind_that_is_marked_at_once_has_a_form():
    by_machine = {name for name, kind in questions.KINDS.items() if kind.marked_by != "person"}
    assert set(KINDS) == by_machine - {"scenario"} == set(SOUND)


@pytest.mark.parametrize("kind", SOUND)
def test_a_filled_form_is_a_question_without_problems(kind):
    assert questions.problems(question_from(SOUND[kind])) == []


@pytest.mark.parametrize("kind", SOUND)
def test_a_question_goes_there_and_back(kind):
    definition = question_from(SOUND[kind])
    assert question_from(raw_question(definition)) == definition


@pytest.mark.parametrize("kind", [*SOUND, "essay"])
def test_an_empty_form_is_a_draft_with_problems(kind):
    assert questions.problems(question_from(raw(kind)))


NUMBERS = [
    ("12", {"value": "12"}),
    (" 12,5 ", {"value": "12.5"}),
    ("1 822", {"value": "1822"}),
    ("−3", {"value": "-3"}),
    ("+3", {"value": "3"}),
    ("12 ± 0,5", {"value": "12", "tolerance": "0.5"}),
    ("12 +/- 1", {"value": "12", "tolerance": "1"}),
    ("12 +-1", {"value": "12", "tolerance": "1"}),
    ("10 to 20", {"low": "10", "high": "20"}),
    ("10–20", {"low": "10", "high": "20"}),
    ("*", {"any": True}),
    ("a dozen", {"value": "adozen"}),
]


@pytest.mark.parametrize(("typed", "found"), NUMBERS)
def test_numbers_are_taken_as_people_write_them(typed, found):
    answer = question_from(raw("numeric", line("a", typed, True, "")))["answers"][0]
    assert answer == {"id": "a", **found, "worth": "1"}


def test_what_fits_is_named_by_its_words():
    question = question_from(SOUND["matching"])
    assert question["choices"] == [
        {"id": "c1", "text": "leaves"},
        {"id": "m-p1", "text": "asks"},
        {"id": "m-p2", "text": "Judges "},
    ]
    again = raw("matching", pairs=[item("p1", text="Ada", fits="ASKS", feedback=""), item("p2", text="Bo", fits="asks", feedback="")])
    assert [row["choice"] for row in question_from(again)["rows"]] == ["m-p1", "m-p1"]
    assert question_from(raw("matching", pairs=[item("p1", text="Ada", fits="", feedback="")]))["rows"][0]["choice"] == ""


def test_a_form_from_before_these_kinds_is_read_as_ever():
    old = {"kind": "single_choice", "stem": "What now?", "options": [line("a", "Wait"), line("b", "Ask", True)], "why": "Because."}
    assert question_from(old)["key"] == "b"
    assert question_from({**old, "kind": "multiple_response"})["rule"] == "all_or_nothing"
    assert question_from({**old, "options": old["options"][:1], "kind": "true_false"})["key"] is None


RICH = [
    {"kind": "essay", "stem": "Tell us."},
    {"kind": "single_choice", "stem": "?", "key": "a", "options": [{"id": "a", "text": "A", "feedback": "", "worth": "1/2"}]},
    {"kind": "numeric", "stem": "?", "answers": [{"id": "a", "value": "1", "worth": "1"}],
     "units": [{"id": "m", "text": "m", "factor": "1"}]},
    {"kind": "matching", "stem": "?", "rows": "none"},
    {"stem": "?"},
]  # fmt: skip


@pytest.mark.parametrize("definition", RICH)
def test_what_the_form_cannot_say_is_refused_and_not_lost(definition):
    with pytest.raises(TooRich):
        raw_question(definition)
