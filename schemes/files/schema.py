"""JSON Schema and the author's page, written from the dataclasses that read the file. Pure.

`manage.py write_scheme_format` writes both; a test fails when they are older than the code.
"""

from __future__ import annotations

from typing import Any

from lms.core.written.forms import Form
from lms.core.written.tables import table
from schemes.files.scheme_file import CredentialHead, SchemeFile, SchemeHead, StatementHead, VersionHead
from schemes.requirements.base import DEEPEST_GROUP, KINDS, schemas
from schemes.requirements.hours import LargeGroups
from schemes.standing import Terms

TABLES: tuple[tuple[str, type], ...] = (
    ("scheme", SchemeHead),
    ("credential", CredentialHead),
    ("version", VersionHead),
    ("terms", Terms),
    ("statements", StatementHead),
)


def json_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of a whole scheme file."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Alongside scheme file, format 1"}
    return {**head, **Form(SchemeFile).schema(), "$defs": schemas()}


def page(intro: str) -> str:
    """The Markdown page for authors: `intro`, then every table and every kind of requirement."""
    lines = [intro.strip(), "", "## The file", "", *table(SchemeFile)]
    for name, form in TABLES:
        lines += ["", f"## `{name}`", "", *table(form)]
    lines += ["", "## `requirements`", "", _REQUIREMENTS.format(deepest=DEEPEST_GROUP)]
    for kind, requirement in sorted(KINDS.items()):
        lines += ["", f"### `{kind}`", "", (requirement.__doc__ or "").strip(), "", *table(requirement)]
    lines += ["", "#### `large_group`", "", (LargeGroups.__doc__ or "").strip(), "", *table(LargeGroups)]
    return "\n".join(lines) + "\n"


_REQUIREMENTS = (
    "A list. All of it has to be met. Each entry has a `kind`; the kind says which other keys may stand beside it.\n"
    "Groups hold further requirements under `of` and may stand inside each other {deepest} deep."
)
