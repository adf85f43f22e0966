"""What the files of a course name and the workshop keeps under a number of its own."""

from collections.abc import Iterable
from typing import Any

from accounts.models import StoryConsent
from courses.course_files.collecting import Reference
from courses.course_files.folder import Listing
from courses.course_files.media import is_media
from courses.models import LocalRule, Module, Step
from lms.core.written.reading import Problem

from .build_edition import FromPages
from .course_library import Library

# Kind of name -> the table and the field that files call it by.
TABLES: dict[str, tuple[Any, str]] = {
    "consent": (StoryConsent, "label"),
    "step": (Step, "step_key"),
    "rule": (LocalRule, "key"),
    "module": (Module, "module_key"),
}


class Workshop:
    """courses.course_files.blocks.Places, from the database. One asks each row once.

    `listing`: the folder that is loaded, if any. `module`: the page whose steps are meant by their keys.
    """

    def __init__(self, listing: Listing | None = None) -> None:
        self.pages = FromPages()
        self.library = Library(listing)
        self.module: Module | None = None
        self.names: dict[tuple[str, Any], str] = {}

    def html(self, rich_text: str) -> str:
        return self.pages.html(rich_text)

    def row(self, kind: str, name: str) -> Any:
        if not name or is_media(kind):
            return self.library.row(kind, name) if name else None
        table, field = TABLES[kind]
        among = Step.objects.child_of(self.module) if kind == "step" and self.module else table.objects
        return among.filter(**{field: name}).order_by("pk").values_list("pk", flat=True).first()

    def name(self, kind: str, row: Any) -> str:
        if not row or is_media(kind):
            return self.library.name(kind, row) if row else ""
        if (kind, row) not in self.names:
            table, field = TABLES[kind]
            self.names[kind, row] = str(table.objects.filter(pk=row).values_list(field, flat=True).first() or "")
        return self.names[kind, row]

    def sha256(self, path: str) -> str:
        return self.library.files[path].sha256


def unknown(references: Iterable[Reference], places: Workshop) -> list[Problem]:
    """Names in a folder that nothing here has."""
    return [
        Problem(one.path, one.line, f"no_{one.kind}", {"value": one.name}, one.file)
        for one in references
        if places.row(one.kind, one.name) is None
    ]
