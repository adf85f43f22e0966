"""Editions as values: what a fingerprint sees, what it does not, and that canonical means canonical."""

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.editions.building import question_from
from courses.editions.structure import fingerprint, fragments_of, is_crisis_content, next_number, outline, question_shapes, step_shape
from lms.core.canonical import canonical_json, sha256_hex
from tests.factories.courses import built, check, item, note, option, quote, reflection, step, text

words = st.text(min_size=1, max_size=60)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=12,
)


def content():
    return built([step("one", text(), check(), reflection()), step("two", text("t2"), quote())]).content


def changed(change):
    """The content after a change, and whether its fingerprint is still the one before."""
    after = copy.deepcopy(content_once)
    change(after)
    return fingerprint(after) == fingerprint(content_once)


content_once = content()


def block(of, step_number, place):
    return of["steps"][step_number]["blocks"][place]["value"]


@given(values)
def test_canonical_json_says_the_same_value_and_ignores_the_order_of_keys(value):
    written = canonical_json(value)
    assert json.loads(written) == value
    assert canonical_json(json.loads(written)) == written


@given(st.dictionaries(words, values, max_size=5))
def test_canonical_json_does_not_depend_on_how_a_value_was_put_together(value):
    turned = dict(reversed(list(value.items())))
    assert sha256_hex(canonical_json(turned)) == sha256_hex(canonical_json(value))


@given(words, words, words)
def test_wording_outside_questions_keeps_the_fingerprint(html, prompt, title):
    def reword(after):
        block(after, 0, 0)["html"] = html
        block(after, 0, 2)["prompt"] = prompt
        after["steps"][1]["title"] = title
        after["module"]["title"] = title
        after["module"]["summary"] = html

    assert changed(reword)


@given(words)
def test_feedback_may_be_reworded_without_moving_anybody(feedback):
    assert changed(lambda after: block(after, 0, 1)["question"]["options"][0].update(feedback=feedback))


# Of each kind that came later: how it is filled in, with nothing said to an answer yet.
LATER = {
    "matching": {"pairs": [item("p1", text="Ada", fits="learns", feedback=""), item("p2", text="Bo", fits="judges", feedback="")]},
    "short_text": {"options": [option("a", "yes", is_right=True)]},
    "numeric": {"options": [option("a", "12", is_right=True), option("b", "*")]},
    "cloze": {
        "text": "Ring on [[day]] or [[other]].",
        "gaps": [
            item("g1", name="day", kind="short_text", rule="", options=[option("a", "Monday", is_right=True)]),
            item("g2", name="other", kind="single_choice", rule="", options=[option("a", "Tuesday", is_right=True), option("b", "Never")]),
        ],
    },
    "confidence": {"options": [option("a", "Not yet"), option("b", "Quite")]},
}


def asked(kind, value):
    return built([step("one", check("c1", kind, **value))]).content


def said_otherwise(value):
    """The same question with other words after every answer."""
    if isinstance(value, dict):
        return {name: "Said otherwise." if name in ("feedback", "why") else said_otherwise(inner) for name, inner in value.items()}
    return [said_otherwise(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("kind", LATER)
def test_what_is_said_after_an_answer_may_be_reworded_in_kinds_that_came_later(kind):
    before, after = asked(kind, {**LATER[kind], "why": ""}), asked(kind, said_otherwise({**LATER[kind], "why": ""}))
    assert before != after
    assert fingerprint(before) == fingerprint(after)
    assert question_shapes(before["steps"][0]) == question_shapes(after["steps"][0])


@pytest.mark.parametrize("kind", LATER)
def test_what_is_asked_and_what_fits_is_part_of_the_shape_in_every_kind(kind):
    before = asked(kind, LATER[kind])
    written = json.dumps(before)
    for old, new in (
        ("Ada", "Di"),
        ("judges", "decides"),
        ("yes", "no"),
        ('"12"', '"13"'),
        ("Monday", "Friday"),
        ("Never", "Ever"),
        ("Quite", "Very"),
    ):
        if old in written:
            assert fingerprint(json.loads(written.replace(old, new))) != fingerprint(before)
    assert fingerprint(json.loads(written.replace("What would you do first?", "And then?"))) != fingerprint(before)


# Taken down when only these kinds could stand in a step: a stored fingerprint is checked for ever.
FIRST_SHAPES = {
    "single_choice": "d5fbf065293522b9",
    "multiple_response": "9a1e75be4acdea95",
    "true_false": "67d82e480f25ece6",
    "ordering": "d20c21e0bd1e1855",
}


@pytest.mark.parametrize("kind", FIRST_SHAPES)
def test_shapes_of_the_first_kinds_are_byte_for_byte_as_before(kind):
    value = {"why": "Because they asked."}
    if kind == "true_false":
        value["options"] = [option("true", "True", is_right=True), option("false", "False")]
    assert step_shape(asked(kind, value)["steps"][0]) == FIRST_SHAPES[kind]


@given(st.sampled_from(["a", "c"]))
def test_another_key_is_another_course(key):
    assert not changed(lambda after: block(after, 0, 1)["question"].update(key=key))


@given(words.filter(lambda text: text != "Wait"))
def test_another_option_text_is_another_course(answer):
    assert not changed(lambda after: block(after, 0, 1)["question"]["options"][0].update(text=answer))


def test_the_fingerprint_sees_steps_blocks_minutes_and_what_finishing_needs():
    assert not changed(lambda after: after["steps"].reverse())
    assert not changed(lambda after: after["steps"][0]["blocks"].pop())
    assert not changed(lambda after: after["steps"][0].update(key="another"))
    assert not changed(lambda after: after["module"]["minutes_by_domain"].update(listening=481))
    assert not changed(lambda after: after["module"]["completion"].update(checks="right"))


def test_numbers_count_fixes_apart_from_versions():
    assert next_number(None, "fix") == "1.0"
    assert next_number("1.0", "fix") == "1.1"
    assert next_number("1.9", "fix") == "1.10"
    assert next_number("1.10", "new") == "2.0"


def test_the_outline_holds_what_lists_show():
    made = built([step("one", note(), text(), minutes=7), step("two", note(strength="strong", short="<p>Short.</p>"), minutes=4)])
    assert outline(made.content) == {
        "summary": "Hear what a person is saying.",
        "minutes": 11,
        "minutes_by_domain": {"listening": 480},
        "topics": ["thoughts of suicide"],
        "quizzes": [],
        "steps": [
            {"key": "one", "slug": "one", "title": "One", "minutes": 7, "is_strong": False, **_shapes(made, 0)},
            {"key": "two", "slug": "two", "title": "Two", "minutes": 4, "is_strong": True, **_shapes(made, 1)},
        ],
    }


def _shapes(made, place):
    step = made.content["steps"][place]
    return {"shape": step_shape(step), "questions": question_shapes(step)}


def test_crisis_content_is_a_strong_note_or_minutes_in_the_domain():
    assert not is_crisis_content(built([step("one", note())]).content)
    assert is_crisis_content(built([step("one", note(strength="strong", short="x"))]).content)
    assert is_crisis_content(built([step("one")], minutes_by_domain={"crisis-response": 600}).content)


def test_a_quote_leaves_its_words_and_its_author_out_of_the_content():
    made = built([step("one", quote(words="the canary words"))])
    assert "the canary words" not in made.canonical
    assert "written for this course" not in made.canonical
    (fragment,) = made.fragments
    assert fragments_of(made.content) == [fragment.sha256] == [sha256_hex(fragment.body)]
    assert json.loads(fragment.body)["text"] == "the canary words"


def test_each_kind_of_question_is_built_from_the_same_rows():
    rows = [option("a", "One", is_right=True), option("b", "Two"), option("c", "Three", is_right=True)]
    assert question_from(check(kind="multiple_response", options=rows, rule="partial")["value"])["keys"] == ["a", "c"]
    assert question_from(check(kind="ordering", options=rows)["value"])["key"] == ["a", "b", "c"]
    assert question_from(check(kind="single_choice", options=rows)["value"])["key"] == ""
    assert question_from(check(options=rows[:2])["value"])["key"] == "a"
    assert question_from(check(kind="true_false", options=rows[:2], why="Because.")["value"]) == {
        "kind": "true_false",
        "stem": "What would you do first?",
        "key": True,
        "feedback_true": "About “One”.",
        "feedback_false": "About “Two”.",
        "why": "Because.",
    }
