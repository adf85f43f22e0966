"""What holds for every question kind."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments import questions
from assessments.questions import words

from .question_samples import (
    MARKED_BY_MACHINE,
    SAMPLES,
    SINGLE,
    SURE,
    TRUE_FALSE,
    definitions,
    json_values,
    line_ids,
    raw_answers,
    raw_of,
)

# Definitions of all kinds are large: drawing one takes longer than using it.
unhurried = settings(deadline=None)
KIND_NAMES = [
    "single_choice", "multiple_response", "true_false", "matching", "ordering", "short_text", "numeric", "cloze", "scenario", "essay",
    "file_upload", "confidence",
]  # fmt: skip
FIELDS = sorted({name for kind in questions.KINDS.values() for name in kind.fields} | {"stem", "why", "after", "markup", "images", "x"})


def test_the_registry_names_every_kind_once():
    assert list(questions.KINDS) == KIND_NAMES


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample["kind"])
def test_good_definitions_have_no_problems(sample):
    assert questions.problems(sample) == []


@unhurried
@given(definitions())
def test_whatever_has_no_problems_can_be_used_throughout(definition):
    assert questions.problems(definition) == []
    shown = questions.form(definition, questions.shuffle(definition, 7))
    assert not shown.is_answered
    assert questions.key(definition)
    assert questions.summary(definition, None) == ""
    assert questions.grade(definition, None).points == 0


@unhurried
@given(json_values)
def test_any_value_at_all_gets_problems_and_never_an_exception(value):
    assert questions.problems(value) != []


@unhurried
@given(st.sampled_from(KIND_NAMES), st.dictionaries(st.sampled_from(FIELDS), json_values))
def test_a_known_kind_with_any_fields_never_raises(kind, fields):
    questions.problems({"kind": kind, **fields})


def places(value, path=()):
    """Every place inside a JSON value."""
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, each in inner:
        yield from places(each, (*path, name))


def put(value, path, new):
    """The value with something else at one place; `DROP` leaves the place out."""
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    if len(path) == 1 and new is DROP:
        del copy[path[0]]
    else:
        copy[path[0]] = put(value[path[0]], path[1:], new)
    return copy


DROP = object()


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_a_good_definition_broken_at_any_place_gets_problems_or_can_still_be_used(data):
    definition = data.draw(st.sampled_from(SAMPLES))
    path = data.draw(st.sampled_from([place for place in places(definition) if place]))
    broken = put(definition, path, data.draw(st.just(DROP) | json_values))
    if questions.structural_problems(broken) == []:
        shown = questions.form(broken, questions.shuffle(broken, 1))
        assert questions.grade(broken, None).points == 0
        assert questions.read(broken, raw_of(shown)) is None
        assert isinstance(questions.key(broken), str)
        assert isinstance(questions.parts(broken), list)


@pytest.mark.parametrize("sample", MARKED_BY_MACHINE, ids=lambda sample: sample["kind"])
def test_the_key_is_worth_the_whole_point(sample):
    assert questions.grade(sample, KEYS[sample["kind"]](sample)).points == 1


def whole_cloze(sample):
    return {"gaps": {gap["id"]: KEYS[gap["kind"]](gap) for gap in sample["gaps"]}}


def best_way(sample):
    return {"path": ["wait", "hear"]}


KEYS = {
    "single_choice": lambda sample: {"chosen": sample["key"]},
    "multiple_response": lambda sample: {"chosen": sample["keys"]},
    "true_false": lambda sample: {"chosen": str(sample["key"]).lower()},
    "matching": lambda sample: {"pairs": {row["id"]: row["choice"] for row in sample["rows"]}},
    "ordering": lambda sample: {"order": sample["key"]},
    "short_text": lambda sample: {"text": sample["answers"][0]["text"]},
    "numeric": lambda sample: {"text": sample["answers"][0]["value"], "unit": "m" if "units" in sample else ""},
    "cloze": whole_cloze,
    "scenario": best_way,
}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample["kind"])
def test_a_whole_question_taken_back_gives_everybody_the_point_where_there_are_points(sample):
    mark = questions.grade(sample, None, frozenset({questions.WHOLE_QUESTION}))
    assert (mark.points, mark.waits) == (int(sample is not SURE), False)


@unhurried
@given(st.data())
def test_what_was_read_is_shown_again_and_named_in_words(data):
    definition = data.draw(definitions())
    response = questions.read(definition, data.draw(raw_answers(definition)))
    shown = questions.form(definition, line_ids(definition), response)
    assert shown.is_answered == (response is not None)
    assert bool(questions.summary(definition, response)) == (response is not None)
    assert questions.read(definition, raw_of(shown)) == response


@unhurried
@given(st.data())
def test_points_lie_between_nothing_and_one_and_taking_a_line_back_never_lowers_them(data):
    definition = data.draw(definitions())
    response = questions.read(definition, data.draw(raw_answers(definition)))
    first, more = (frozenset(data.draw(st.lists(st.sampled_from(line_ids(definition)), unique=True, max_size=4))) for _ in range(2))
    before, after, later = (questions.grade(definition, response, voided).points for voided in (frozenset(), first, first | more))
    assert 0 <= before <= after <= later <= 1


@unhurried
@given(definitions())
def test_a_question_with_every_line_taken_back_gives_everybody_the_point(definition):
    assert questions.grade(definition, None, frozenset(line_ids(definition))).points == 1


@unhurried
@given(definitions(), st.integers(0, 2**63))
def test_the_same_seed_gives_the_same_order_of_lines(definition, seed):
    assert questions.shuffle(definition, seed) == questions.shuffle(definition, seed)


@pytest.mark.parametrize(
    ("definition", "path"),
    [
        ("a sentence", ""),
        ({}, "kind"),
        ({"kind": "riddle"}, "kind"),
        ({"kind": ["single_choice"]}, "kind"),
        (SINGLE | {"stem": " "}, "stem"),
        (SINGLE | {"stem": 3}, "stem"),
        (SINGLE | {"stem": "x" * 1201}, "stem"),
        (SINGLE | {"why": None}, "why"),
        (SINGLE | {"keys": ["b"]}, "keys"),
        (SINGLE | {"key": "z"}, "key"),
        (SINGLE | {"options": "abc"}, "options"),
        (SINGLE | {"options": SINGLE["options"][:1]}, "options"),
        (SINGLE | {"options": SINGLE["options"] * 2}, "options"),
        (SINGLE | {"options": [*SINGLE["options"], "loose"]}, "options[4]"),
        (SINGLE | {"options": [*SINGLE["options"], {"id": "A B", "text": "t", "feedback": "f"}]}, "options[4].id"),
        (SINGLE | {"options": [*SINGLE["options"], {"id": 5, "text": "t", "feedback": "f"}]}, "options[4].id"),
        (SINGLE | {"options": [*SINGLE["options"], {"id": "a", "text": "t", "feedback": "f"}]}, "options[4].id"),
        (SINGLE | {"options": [*SINGLE["options"], {"id": "e", "text": "line  A", "feedback": "f"}]}, "options[4].text"),
        (SINGLE | {"options": [*SINGLE["options"], {"id": "e", "text": "t"}]}, "options[4].feedback"),
        (SINGLE | {"options": [*SINGLE["options"], {"id": "e", "text": "t", "feedback": "f", "mark": 1}]}, "options[4].mark"),
    ],
)
def test_each_problem_names_its_place(definition, path):
    assert path in [problem.path for problem in questions.problems(definition)]


def test_a_good_definition_may_say_why():
    assert questions.problems(TRUE_FALSE | {"why": "Because."}) == []


def test_sentences_come_in_the_language_of_whoever_runs_the_engine():
    before = words.speak_with(str.upper)
    try:
        assert questions.key(TRUE_FALSE) == "TRUE"
    finally:
        words.speak_with(before)
    assert questions.key(TRUE_FALSE) == "True"


@pytest.mark.parametrize("definition", SAMPLES, ids=lambda sample: sample["kind"])
def test_what_nobody_has_to_read_can_stand_in_a_step(definition):
    assert questions.is_check(definition) == (definition["kind"] not in ("essay", "file_upload"))
    assert not questions.is_finished(definition, None)


def test_an_answer_to_what_is_asked_at_once_is_finished():
    assert questions.is_finished(SINGLE, {"chosen": "a"})
