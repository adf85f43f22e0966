"""The forms of every kind: what they do not touch stays, ids stay, and each problem stands beside its box."""

import pytest

from assessments.question_forms import KIND_WORDS, VersionForm
from assessments.questions import KINDS

from .question_samples import GAPS, MANY_BY_WORTH, MATCH, NUMBER_WITH_UNIT, SAMPLES, SINGLE, STORY, TYPED, UPLOAD


def sent(definition, **changes):
    """What a browser sends when only `changes` were made."""
    form = VersionForm(kind=definition["kind"], definition=definition)
    values = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {name: value for name, value in values.items() if value not in (None, False)} | changes


def written(definition, before=None, **changes):
    form = VersionForm(sent(definition, **changes), kind=definition["kind"], definition=before or definition)
    form.is_valid()
    return form


def test_every_kind_has_a_form_and_a_name():
    assert list(KIND_WORDS) == list(KINDS)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample["kind"])
def test_an_untouched_form_gives_the_same_definition(sample):
    form = written(sample)
    assert form.errors == {}
    assert form.definition == sample


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample["kind"])
def test_what_no_box_shows_stays(sample):
    more = sample | {"after": {"whole": "Well done."}, "markup": "markdown", "images": {"a" * 64: "A tree"}}
    assert written(more, stem="Another question?").definition == more | {"stem": "Another question?"}


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_form_says_what_is_missing_and_never_breaks(kind):
    form = VersionForm({"stem": "What?"}, kind=kind)
    assert not form.is_valid()
    assert form.errors


def test_ids_stay_when_words_change_and_a_new_line_has_a_free_one():
    form = written(SINGLE, text_2="Other words", text_5="A fifth line", feedback_5="About it", key="5")
    assert form.errors == {}
    assert [(line["id"], line["text"]) for line in form.definition["options"]] == [
        ("a", "Line a"), ("b", "Other words"), ("c", "Line c"), ("d", "Line d"), ("e", "A fifth line"),
    ]  # fmt: skip
    assert form.definition["key"] == "e"


def test_a_row_names_its_choice_by_number_and_keeps_the_id():
    form = written(MATCH, choice_2="4", choice_text_4="Berlin")
    assert form.errors == {}
    assert form.definition["rows"][1]["choice"] == "tok"
    assert form.definition["choices"][3] == {"id": "tok", "text": "Berlin"}


def test_a_story_leads_on_by_the_number_of_the_part():
    form = written(STORY, node_1_choice_to_2="2")
    assert form.errors == {}
    assert form.definition["nodes"][0]["choices"][1]["to"] == "two"


def test_gaps_are_written_as_numbers_and_kept_as_ids():
    assert sent(GAPS)["text"].startswith("The sun rises in the [[1]], about [[2]]")
    form = written(GAPS, gap_1_line_text_2="south")
    assert form.errors == {}
    assert form.definition["gaps"][0]["options"][1] == {"id": "w", "text": "south", "worth": "-1"}


def test_numbers_are_written_in_one_box():
    assert [sent(NUMBER_WITH_UNIT)[f"value_{place}"] for place in (1, 2)] == ["5500", "5000..6000"]
    assert written(NUMBER_WITH_UNIT, value_2="5 000,5..6000").definition["answers"][1]["low"] == "5000.5"
    assert written(NUMBER_WITH_UNIT, unit_cost="").definition.get("unit_rule") is None


@pytest.mark.parametrize(
    ("sample", "changes", "box"),
    [
        (SINGLE, {"feedback_2": ""}, "feedback_2"),
        (SINGLE, {"worth_1": "0.5"}, "worth_1"),
        (MATCH, {"choice_2": ""}, "choice_2"),
        (MATCH, {"choice_text_2": "", "choice_text_1": "Rome"}, "choice_2"),
        (TYPED, {"worth_1": "lots"}, "worth_1"),
        (NUMBER_WITH_UNIT, {"value_1": "far"}, "value_1"),
        (NUMBER_WITH_UNIT, {"unit_factor_2": "0"}, "unit_factor_2"),
        (STORY, {"node_1_choice_to_1": ""}, "node_1_choice_to_1"),
        (STORY, {"node_text_2": ""}, "node_text_2"),
        (UPLOAD, {"most": "99"}, "most"),
        (GAPS, {"text": "No gaps."}, "gap_kind_1"),
    ],
)
def test_each_problem_stands_beside_its_box(sample, changes, box):
    assert box in written(sample, **changes).errors


def test_a_draft_keeps_what_is_not_yet_fit_for_learners():
    assert written(SINGLE, feedback_2="", do="draft").errors == {}
    assert "worth_1" in written(MANY_BY_WORTH, worth_1="0.5", do="draft").errors


def test_more_lines_than_the_form_usually_has_are_all_shown():
    lines = [{"id": f"o{place}", "text": f"Line {place}", "feedback": "x"} for place in range(12)]
    long = SINGLE | {"options": lines, "key": "o11"}
    form = written(long, do="draft")
    assert form.errors == {}
    assert form.definition == long
