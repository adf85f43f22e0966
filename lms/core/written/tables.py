"""The keys of a form as a Markdown table, for the page that authors read. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from lms.core.written.forms import Part, parts_of


def table(form: type) -> Iterator[str]:
    yield "| Key | | What it is | Written as |"
    yield "|---|---|---|---|"
    for part in parts_of(form):
        yield f"| `{part.name}` | {_needed(part)} | {part.words} | {part.shape.says()} |"


def _needed(part: Part) -> str:
    if part.required:
        return "needed"
    return f"if left out: `{part.default}`" if part.default not in (None, "", (), {}) else ""
