"""The author's page and the JSON Schema of schemes are written from the code that reads them."""

import json

from django.core.management import call_command

from schemes.management.commands.write_scheme_format import files


def test_the_authors_page_and_the_schema_are_those_of_the_code():
    assert {path.name: path.read_text() for path in files()} == {path.name: text for path, text in files().items()}


def test_the_schema_knows_every_kind_and_refuses_other_keys():
    schema = json.loads(next(text for path, text in files().items() if path.suffix == ".json"))
    assert "supervision_minutes" in schema["$defs"]
    assert schema["additionalProperties"] is False


def test_the_page_is_written_by_its_command(capsys):
    call_command("write_scheme_format")
    assert "docs/scheme-format.md" in capsys.readouterr().out
