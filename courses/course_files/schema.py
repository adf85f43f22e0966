"""JSON Schema and the author's page, written from the dataclasses that read the folder. Pure.

`manage.py write_course_format` writes both; a test fails when they are older than the code.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lms.core.written.forms import Form
from lms.core.written.tables import table

from .blocks import BLOCKS
from .blocks.scenario import Choice, Scene
from .blocks.words import Opening
from .course import Module, Programme, Step
from .folder import DEEPEST, MOST_FILES
from .media import RULES
from .opening import MOST_BYTES, MOST_BYTES_IN_ALL

FILES = {"programme": Programme, "module": Module, "step": Step}
# Tables inside a block: (block type, key) -> what stands in its list.
INSIDE: dict[str, tuple[tuple[str, type], ...]] = {
    "accordion": (("items", Opening),),
    "scenario": (("scenes", Scene), ("choices", Choice)),
}


def json_schema() -> dict[str, Any]:
    """JSON Schema 2020-12: `$defs` holds one for each of the three files, and one for each type of block."""
    files = {name: Form(form).schema() for name, form in FILES.items()}
    blocks = {name: _with_type(name, Form(form).schema()) for name, form in BLOCKS.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Alongside course folder: programme.yaml, module.yaml and the file of a step",
        "anyOf": [{"$ref": f"#/$defs/{name}"} for name in FILES],
        "$defs": {**files, "block": {"anyOf": [{"$ref": f"#/$defs/{name}"} for name in BLOCKS]}, **blocks},
    }


def _with_type(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    properties = {"type": {"const": name}, **schema["properties"]}
    return {**schema, "properties": properties, "required": ["type", *schema["required"]]}


def page(intro: str) -> str:
    """The Markdown page for authors: `intro`, then every file, every block and every limit."""
    lines = [intro.strip()]
    for name, form in FILES.items():
        lines += ["", f"## {name.capitalize()}", "", _said(form), "", *table(form)]
    lines += ["", "## Blocks", "", "Each has a `type`; the type says which other keys may stand beside it."]
    for name, block in BLOCKS.items():
        lines += ["", f"### `{name}`", "", _said(block), "", *table(block)]
        for key, inner in INSIDE.get(name, ()):
            lines += ["", f"Each of its `{key}`: {_said(inner)}", "", *table(inner)]
    return "\n".join([*lines, "", "## Limits", "", *_limits()]) + "\n"


def _said(form: type) -> str:
    return (form.__doc__ or "").strip()


def _limits() -> Iterator[str]:
    yield f"* At most {MOST_FILES:,} files, {DEEPEST} folders deep. Names that begin with a dot are passed over."
    yield f"* A YAML file has at most {MOST_BYTES // 1024} KB, all of them {MOST_BYTES_IN_ALL // (1024 * 1024)} MB, in UTF-8."
    for kind, rule in RULES.items():
        endings = ", ".join(rule.endings)
        yield f"* {kind.capitalize()} ({endings}): at most {rule.most} MB each, {rule.most_in_all:,} MB together."
