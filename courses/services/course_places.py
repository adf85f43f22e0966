"""What the files of a course name and the workshop keeps under a number of its own."""

from collections.abc import Iterable
from typing import Any

from courses.course_files.collecting import Reference
from courses.models import StoryConsent
from lms.core.written.reading import Problem

from .build_edition import FromPages

# Kind of name -> the table and the field that files call it by.
TABLES: dict[str, tuple[Any, str]] = {"consent": (StoryConsent, "label")}


class Workshop:
    """courses.course_files.blocks.Places, from the database. One asks each row once."""

    def __init__(self) -> None:
        self.pages = FromPages()
        self.rows: dict[tuple[str, str], Any] = {}
        self.names: dict[tuple[str, Any], str] = {}

    def html(self, rich_text: str) -> str:
        return self.pages.html(rich_text)

    def row(self, kind: str, name: str) -> Any:
        if name and (kind, name) not in self.rows:
            table, field = TABLES[kind]
            self.rows[kind, name] = table.objects.filter(**{field: name}).order_by("pk").values_list("pk", flat=True).first()
        return self.rows.get((kind, name))

    def name(self, kind: str, row: Any) -> str:
        if row and (kind, row) not in self.names:
            table, field = TABLES[kind]
            self.names[kind, row] = table.objects.filter(pk=row).values_list(field, flat=True).first() or ""
        return self.names.get((kind, row), "")


def unknown(references: Iterable[Reference], places: Workshop) -> list[Problem]:
    """Names in a folder that nothing here has."""
    return [
        Problem(one.path, one.line, f"no_{one.kind}", {"value": one.name}, one.file)
        for one in references
        if places.row(one.kind, one.name) is None
    ]
