"""Writing GIFT: what is written comes back as it was, and what GIFT cannot say is named."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments import questions
from assessments.questions.formats import gift
from assessments.questions.formats.found import Found, Skipped
from assessments.questions.formats.gift_writer import write
from tests.assessments import question_samples as samples
from tests.assessments.formats.gift_samples import lines, sayable


def found(definition, **about):
    return Found("question 1", definition, **about)


def text_of(*questions_found):
    return "".join(write(questions_found))


def read_again(*questions_found):
    return list(gift.read(BytesIO(text_of(*questions_found).encode())))


@given(sayable())
def test_whatever_gift_can_say_comes_back_equal(definition):
    assert questions.structural_problems(definition) == []
    assert [each.definition for each in read_again(found(definition))] == [definition]


@given(samples.definitions())
def test_any_definition_comes_back_as_the_same_question_or_is_named(definition):
    (written,) = write([found(definition)])
    if isinstance(written, Skipped):
        assert written.why
        return
    (again,) = gift.read(BytesIO(written.encode()))
    assert again.definition["kind"] == definition["kind"]
    assert questions.key(again.definition) == questions.key(definition)
    assert questions.parts(again.definition) == questions.parts(definition)


@given(lines, lines, st.lists(lines, unique=True, max_size=3), st.lists(lines.filter(lambda name: name != "top"), max_size=3))
def test_what_a_question_is_called_comes_back(ref, name, tags, category):
    question = found(samples.SINGLE, ref=ref, name=name, tags=tuple(tags), category=tuple(category))
    (written,) = write([question])
    if isinstance(written, str):
        (again,) = gift.read(BytesIO(written.encode()))
        assert (again.ref, again.name, again.tags, again.category) == (ref, name, question.tags, question.category)


def test_a_file_reads_as_somebody_would_write_it():
    written = text_of(
        found(samples.SINGLE, ref="q1", name="Which: one", tags=("a", "b]"), category=("Peers", "And/or")),
        found(samples.TRUE_FALSE | {"why": "So."}, ref="Truth", name="Truth", category=("Peers", "And/or")),
        found({"kind": "essay", "stem": "Tell\nus.", "marked": "met"}),
    )
    assert written == (
        "$CATEGORY: $course$/top/Peers/And//or\n\n"
        "// [id:q1] [tag:a] [tag:b\\]]\n"
        "::Which\\: one::Which fits best?{\n\t~Line a#About a\n\t=Line b#About b\n\t~Line c#About c\n\t~Line d#About d\n}\n\n"
        "::Truth::It holds.{TRUE#It does, because#Yes, because####So.}\n\n"
        "$CATEGORY: $course$/top\n\n"
        "Tell\\nus.{}\n\n"
    )


def test_ids_of_lines_and_the_order_of_choices_stand_in_a_comment_that_others_pass_over():
    definition = {
        "kind": "matching",
        "stem": "Which city?",
        "rows": [{"id": "ca", "text": "Canada", "choice": "ott"}, {"id": "it", "text": "Italy", "choice": "rom"}],
        "choices": [{"id": "tok", "text": "Tokyo"}, {"id": "rom", "text": "Rome"}, {"id": "ott", "text": "Ottawa"}],
        "rule": "partial",
    }
    assert text_of(found(definition)) == (
        "// [ids:ca it tok rom ott] [order:3 2 1]\nWhich city?{\n\t=Canada -> Ottawa\n\t=Italy -> Rome\n\t= -> Tokyo\n}\n\n"
    )
    assert [each.definition for each in read_again(found(definition))] == [definition]


def test_the_rule_partial_is_spelled_out_in_worths_that_give_the_same_marks():
    (again,) = read_again(found(samples.MANY_PARTLY))
    assert again.definition == samples.MANY_PARTLY
    without_hint = text_of(found(samples.MANY_PARTLY)).replace("[rule:partial]", "")
    (by_worth,) = gift.read(BytesIO(without_hint.encode()))
    for chosen in (["a"], ["a", "c"], ["a", "b"], ["b", "d"]):
        marks = {questions.grade(each, {"chosen": chosen}).points for each in (by_worth.definition, samples.MANY_PARTLY)}
        assert len(marks) == 1


@pytest.mark.parametrize(
    "text", ["[html]<b>", "%50% of people", "// no comment", "<b>plain</b>", "&lt;", "T", "::", "$CATEGORY: x", "****", "[plain]"]
)
@pytest.mark.parametrize("markup", [{}, {"markup": "markdown"}])
def test_words_that_look_like_signs_come_back_as_words(text, markup):
    choice = {"options": [{"id": "a", "text": text, "feedback": text}, {"id": "b", "text": "x"}], "key": "a"}
    typed = {"answers": [{"id": "a", "text": text, "worth": "1", "feedback": text}]}
    definitions = [
        {"kind": "single_choice", "stem": text, "why": text, **choice, **markup},
        {"kind": "single_choice", "stem": text, **choice, "key": "b", **markup},
        {"kind": "short_text", "stem": text, **typed, **markup},
        {"kind": "true_false", "stem": text, "key": False, "feedback_false": text, **markup},
    ]
    if not (markup and "<b>" in text):
        assert [each.definition for each in read_again(*map(found, definitions))] == definitions


@pytest.mark.parametrize(
    ("definition", "why"),
    [
        (samples.ORDER, "GIFT has no questions of the kind “ordering”."),
        (samples.GAPS, "GIFT has no questions of the kind “cloze”."),
        (samples.MANY, "GIFT cannot give marks by the rule “all_or_nothing”."),
        (samples.MATCH, "GIFT has no place for these: feedback."),
        (samples.NUMBER_WITH_UNIT, "GIFT has no place for these: unit_rule, units."),
        (samples.ESSAY, "GIFT has no place for these: notes, out_of, words."),
        (samples.SINGLE | {"fixed": True, "after": {"whole": "Yes"}}, "GIFT has no place for these: after, fixed."),
        (samples.TYPED | {"answers": [samples.TYPED["answers"][0] | {"case": True}]}, "GIFT has no place for these: case."),
        (samples.TYPED | {"answers": [samples.TYPED["answers"][0] | {"worth": "5/12"}]}, "GIFT knows no worth of 5/12."),
        (
            samples.MANY_PARTLY | {"options": [{"id": name, "text": name} for name in "abcdefghijkl"], "keys": [*"abcdefghijk"]},
            "GIFT knows no worth of 1/11.",
        ),
    ],
)
def test_what_gift_cannot_say_is_named(definition, why):
    assert questions.structural_problems(definition) == []
    assert list(write([found(definition, name="A")])) == [Skipped("question 1", why, "A")]


CHANGED = "It would not come back from GIFT as it is, perhaps for spaces at the ends of its words or a -> in them."
ONE_ANSWER = samples.TYPED["answers"][0]


@pytest.mark.parametrize(
    ("definition", "about"),
    [
        (samples.TRUE_FALSE | {"stem": " It holds."}, {}),
        (samples.TYPED | {"answers": [ONE_ANSWER | {"text": "a -> b"}]}, {}),
        (samples.TRUE_FALSE | {"stem": "Say <b>yes</b>", "markup": "markdown"}, {}),
        (samples.TRUE_FALSE, {"category": ("top",)}),
        (samples.TRUE_FALSE, {"tags": (" a",)}),
        (samples.TRUE_FALSE, {"ref": "one\ntwo"}),
        (samples.TRUE_FALSE, {"name": "\0"}),
        (samples.TRUE_FALSE | {"stem": "One\r\n\r\nTwo"}, {}),
    ],
)
def test_what_would_come_back_changed_is_not_written(definition, about):
    question = found(definition, **about)
    assert list(write([question])) == [Skipped("question 1", CHANGED, question.name)]


def test_any_other_number_is_a_star():
    answers = [
        {"id": "a", "value": "3", "tolerance": "0.5", "worth": "1"}, {"id": "b", "low": "5", "high": "7", "worth": "1/2"},
        {"id": "c", "any": True, "worth": "0", "feedback": "Look again."},
    ]  # fmt: skip
    definition = {"kind": "numeric", "stem": "How many?", "answers": answers}
    assert "=%0%*#Look again." in text_of(found(definition))
    assert read_again(found(definition))[0].definition == definition


def test_fields_that_say_nothing_keep_nobody_from_writing():
    definition = samples.SINGLE | {"why": "", "fixed": False, "after": {}, "images": {}}
    definition["options"] = [option | {"worth": "1" if option["id"] == "b" else "0"} for option in samples.OPTIONS]
    (again,) = read_again(found(definition))
    assert again.definition == samples.SINGLE


def test_a_skipped_question_does_not_change_the_category_of_the_next():
    written = list(
        write([found(samples.SINGLE, category=("a",)), found(samples.ORDER, category=("b",)), found(samples.SINGLE, category=("a",))])
    )
    assert [type(each) for each in written] == [str, Skipped, str]
    assert "".join(each for each in written if isinstance(each, str)).count("$CATEGORY") == 1
