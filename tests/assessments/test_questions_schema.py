"""docs/question.schema.json and the engine agree about what can be shown and marked at all."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from hypothesis import given
from hypothesis import settings as drawn
from hypothesis import strategies as st

from assessments import questions
from assessments.questions.schema import FIELDS, json_schema

from .question_samples import SAMPLES, definitions, json_values

SCHEMA = json_schema()
TYPES = {
    "string": str, "object": dict, "array": list, "boolean": bool, "null": type(None), "integer": int,
}  # fmt: skip


def fits(value, schema):
    """A reader of the few words of JSON Schema that ours uses."""
    return all(RULES[word](value, wanted, schema) for word, wanted in schema.items() if word in RULES)


def is_of(value, names, _schema):
    names = [names] if isinstance(names, str) else names
    return any(isinstance(value, TYPES[name]) and not (name == "integer" and isinstance(value, bool)) for name in names)


def size(kinds, test):
    return lambda value, wanted, _schema: not isinstance(value, kinds) or test(len(value), wanted)


def members(value, wanted, schema):
    if not isinstance(value, dict):
        return True
    return all(fits(value[name], inner) for name, inner in wanted.items() if name in value)


def others(value, wanted, schema):
    extra = [each for name, each in value.items() if name not in schema.get("properties", {})] if isinstance(value, dict) else []
    return not extra if wanted is False else all(fits(each, wanted) for each in extra)


RULES = {
    "type": is_of,
    "enum": lambda value, wanted, _schema: value in wanted,
    "const": lambda value, wanted, _schema: value == wanted and type(value) is type(wanted),
    "pattern": lambda value, wanted, _schema: not isinstance(value, str) or re.search(wanted, value) is not None,
    "maxLength": size(str, lambda length, most: length <= most),
    "minLength": size(str, lambda length, least: length >= least),
    "maxItems": size(list, lambda length, most: length <= most),
    "minItems": size(list, lambda length, least: length >= least),
    "minimum": lambda value, wanted, _schema: not isinstance(value, int) or value >= wanted,
    "maximum": lambda value, wanted, _schema: not isinstance(value, int) or value <= wanted,
    "items": lambda value, wanted, _schema: not isinstance(value, list) or all(fits(each, wanted) for each in value),
    "required": lambda value, wanted, _schema: not isinstance(value, dict) or set(wanted) <= set(value),
    "properties": members,
    "additionalProperties": others,
    "propertyNames": lambda value, wanted, _schema: not isinstance(value, dict) or all(fits(name, wanted) for name in value),
    "anyOf": lambda value, wanted, _schema: any(fits(value, each) for each in wanted),
}


def test_the_file_is_what_the_command_writes(capsys):
    before = (Path(settings.BASE_DIR) / "docs" / "question.schema.json").read_bytes()
    call_command("write_question_format")
    assert capsys.readouterr().out.strip() == "docs/question.schema.json"
    assert (Path(settings.BASE_DIR) / "docs" / "question.schema.json").read_bytes() == before
    assert json.loads((Path(settings.BASE_DIR) / "docs" / "question.schema.json").read_text()) == SCHEMA


def test_the_schema_knows_the_fields_that_the_engine_knows():
    assert {kind: set(fields) for kind, (_required, fields) in FIELDS.items()} == {
        name: set(kind.fields) for name, kind in questions.KINDS.items()
    }


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample["kind"])
def test_samples_fit_and_no_required_field_can_be_left_out(sample):
    assert fits(sample, SCHEMA)
    required, _fields = FIELDS[sample["kind"]]
    for name in ["stem", *required.split()]:
        without = {field: value for field, value in sample.items() if field != name}
        assert not fits(without, SCHEMA)
        assert questions.structural_problems(without)


@drawn(deadline=None)
@given(definitions())
def test_whatever_the_engine_takes_fits_the_schema(definition):
    assert fits(definition, SCHEMA)


@drawn(deadline=None, max_examples=200)
@given(st.sampled_from(SAMPLES), st.data())
def test_what_the_schema_refuses_the_engine_refuses_too(sample, data):
    changed = sample | {data.draw(st.sampled_from(sorted(sample))): data.draw(json_values)}
    if not fits(changed, SCHEMA):
        assert questions.structural_problems(changed)
