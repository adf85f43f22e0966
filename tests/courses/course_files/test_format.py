"""The author's page and the JSON Schema are written from the code that reads the folders, and agree with it."""

import json

import pytest
from django.core.management import call_command
from hypothesis import given, settings

from assessments.questions.schema import json_schema as question_schema
from courses.blocks import STEP_BLOCKS
from courses.course_files.blocks import BLOCKS
from courses.course_files.schema import json_schema
from courses.course_files.texts import Words
from courses.course_files.writing import plain
from courses.management.commands.write_course_format import files
from lms.core.written.forms import parts_of
from tests.assessments.test_questions_schema import fits

from .samples import STEP, courses, problems, write

SCHEMA = json_schema()
# What the editor's form calls something else than a file does.
OTHERWISE = {"markdown": "html", "file": "media", "described": "is_described", "accessible": "is_accessible"}


def unfolded(schema):
    """With what a $ref names in its place."""
    if isinstance(schema, list):
        return [unfolded(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return question_schema() if name == "question.schema.json" else unfolded(SCHEMA["$defs"][name])
    return {name: unfolded(one) for name, one in schema.items()}


STEP_SCHEMA, MODULE_SCHEMA, PROGRAMME_SCHEMA = (unfolded(SCHEMA["$defs"][name]) for name in ("step", "module", "programme"))


def test_the_page_and_the_schema_are_those_of_the_code(capsys):
    assert {path.name: path.read_text() for path in files()} == {path.name: text for path, text in files().items()}
    call_command("write_course_format")
    assert "docs/course-format.md" in capsys.readouterr().out


def test_files_know_every_block_of_the_editor():
    assert list(BLOCKS) == [name for name, _block in STEP_BLOCKS]


@pytest.mark.parametrize("name", [name for name, block in STEP_BLOCKS if hasattr(block, "child_blocks")])
def test_a_text_in_a_file_is_as_long_as_its_field_in_the_editor(name):
    fields_there = dict(STEP_BLOCKS)[name].child_blocks
    for part in parts_of(BLOCKS[name]):
        there = fields_there.get(part.name) or fields_there.get(OTHERWISE.get(part.name, ""))
        most = getattr(getattr(there, "field", None), "max_length", None)
        if type(part.shape) is Words and most:
            assert part.shape.maximum == most, (name, part.name)


@settings(deadline=None, max_examples=25)
@given(courses())
def test_what_is_written_fits_the_schema(course):
    assert fits(json.loads(json.dumps(plain(course.programme))), PROGRAMME_SCHEMA)
    for folder in course.modules:
        assert fits(json.loads(json.dumps(plain(folder.module))), MODULE_SCHEMA)
        assert all(fits(json.loads(json.dumps(plain(step))), STEP_SCHEMA) for step in folder.steps)


@pytest.mark.parametrize("name", BLOCKS)
def test_the_schema_asks_for_the_keys_that_the_reader_asks_for(name, tmp_path):
    schema = SCHEMA["$defs"][name]
    assert set(schema["properties"]) == {"type", *(part.name for part in parts_of(BLOCKS[name]))}
    write(tmp_path, **{"paths__01-first_yaml": STEP + f"  - type: {name}\n    nonsense: 1\n"})
    missing = [code for _file, _line, code in problems(tmp_path) if code == "missing_key"]
    assert len(missing) == len(schema["required"]) - 1
    assert not fits({"type": name, "nonsense": 1}, unfolded(schema))
