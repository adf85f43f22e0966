"""What completing a module takes: pure rules, told apart from whoever did it."""

import pytest

from courses.editions.completing import Asked, Done, StepShape, asks_nothing, circle, route_of, shapes, still_wanted
from tests.factories.courses import built, check, note, scenario, step, text

STORY = scenario()["value"]
QUESTION = {"question": {"kind": "single_choice", "stem": "?", "options": [], "key": "a"}}
UNSCORED = {"question": {"kind": "confidence", "stem": "?"}}
TEST = {"quiz_key": "listening", "title": "Ten questions"}


def module(**more):
    first = StepShape("one", (Asked("check", "c1", QUESTION), Asked("quiz", "z1", TEST), Asked("scenario", "s1", STORY)), **more)
    return [first, StepShape("two")]


def kinds(completion, done, steps=None, **more):
    return [(want.kind, want.step_key) for want in still_wanted(completion, steps or module(), done, **more)]


RULES = [
    ({"read": True}, Done(steps={"one"}), [("read", "two")]),
    ({"read": True}, Done(steps={"one", "two"}), []),
    ({"checks": "none"}, Done(), []),
    ({"checks": "answered"}, Done(), [("answer", "one")]),
    ({"checks": "answered"}, Done(answered={("one", "c1")}), []),
    ({"checks": "right"}, Done(answered={("one", "c1")}), [("right", "one")]),
    ({"checks": "right"}, Done(right={("one", "c1")}), []),
    ({"quizzes": "passed"}, Done(), [("pass", "one")]),
    ({"quizzes": "passed"}, Done(passed={"listening"}), []),
    ({"scenarios": "once"}, Done(), [("once", "one")]),
    ({"scenarios": "once"}, Done(ended={("one", "s1")}), []),
    ({"scenarios": "all_routes"}, Done(ended={("one", "s1")}, paths={("one", "s1"): [("wait",)]}), [("all_routes", "one")]),
    ({"scenarios": "all_routes"}, Done(paths={("one", "s1"): [("wait",), ("ask", "sit"), ("ask", "talk")]}), []),
]


@pytest.mark.parametrize(("completion", "done", "wanted"), RULES)
def test_each_rule_asks_for_what_it_says_and_no_more(completion, done, wanted):
    assert kinds(completion, done) == wanted


def test_a_question_without_a_right_answer_is_answered_where_others_are_right():
    steps = [StepShape("one", (Asked("check", "c1", UNSCORED),))]
    assert kinds({"checks": "right"}, Done(), steps) == [("answer", "one")]
    assert kinds({"checks": "right"}, Done(answered={("one", "c1")}), steps) == []


def test_what_a_person_would_have_to_read_holds_nobody_up():
    steps = [StepShape("one", (Asked("check", "c1", {"question": {"kind": "essay", "stem": "?"}}),))]
    assert kinds({"checks": "right"}, Done(), steps) == kinds({"checks": "answered"}, Done(), steps) == []


def test_a_withdrawn_step_asks_for_nothing():
    asks = {"read": True, "checks": "answered", "quizzes": "passed", "scenarios": "once"}
    assert kinds(asks, Done(), away={"one"}) == [("read", "two")]


def test_another_route_that_was_chosen_and_gone_stands_for_the_step_with_its_questions():
    steps, asks = module(other_route="two"), {"read": True, "checks": "answered"}
    assert kinds(asks, Done(steps={"two"}, other_routes={"one"}), steps) == []
    assert kinds(asks, Done(other_routes={"one"}), steps) == [("read", "one"), ("answer", "one"), ("read", "two")]
    assert kinds(asks, Done(steps={"two"}), steps) == [("read", "one"), ("answer", "one")]
    assert kinds(asks, Done(steps={"two"}, other_routes={"one"})) == [("read", "one"), ("answer", "one")]


def test_shapes_come_from_the_content_of_an_edition():
    content = built([step("one", note(), text(), check()), step("two")]).content
    content["steps"][0]["blocks"][0]["value"]["other_route"] = {"step_key": "two", "title": "Two"}
    one, two = shapes(content)
    assert (one.key, one.other_route, two.other_route) == ("one", "two", "")
    assert [asked.kind for asked in one.asked] == ["note", "text", "check"]
    assert route_of(None) == route_of({"topics": []}) == ""


@pytest.mark.parametrize(
    ("completion", "nothing"),
    [
        ({}, True), ({"read": False, "checks": "none"}, True), ({"read": True}, False), ({"checks": "right"}, False),
        ({"quizzes": "passed"}, False), ({"scenarios": "once"}, False),
    ],
)  # fmt: skip
def test_a_module_that_asks_for_nothing_is_known(completion, nothing):
    assert asks_nothing(completion) is nothing


@pytest.mark.parametrize(
    ("needs", "found"),
    [
        ({}, []), ({"a": ["b"], "b": ["c"]}, []), ({"a": ["b", "c"], "b": ["d"], "c": ["d"]}, []), ({"a": ["a"]}, ["a"]),
        ({"a": ["b"], "b": ["a"]}, ["a", "b"]), ({"a": ["b"], "b": ["c"], "c": ["a"]}, ["a", "b", "c"]),
        ({"x": ["a"], "a": ["b"], "b": ["a"]}, ["a", "b"]),
    ],
)  # fmt: skip
def test_modules_that_wait_for_each_other_are_found(needs, found):
    assert circle(needs) == found
