"""Files, marked by a person. {"accept": [...], "most", "most_mb", "marked": "points" | "met", "out_of", "notes"}

The engine sees references; whoever runs it has looked at the bytes and kept them before (core.PrivateFile).
"""

import re
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from assessments.questions import by_people
from assessments.questions.choices import not_here
from assessments.questions.contract import Definition, Form, Problem, Raw, Response, Unclear
from assessments.questions.words import say as _

FILE = "file"
WELL_FORMED_REF = re.compile(r"[0-9A-Za-z]{10}")


class FileUpload(by_people.MarkedByPeople):
    name = "file_upload"
    fields = by_people.FILE_FIELDS | by_people.MARKING_FIELDS

    def problems(self, definition: Definition) -> list[Problem]:
        return [*by_people.file_problems(definition), *by_people.marking_problems(definition)]

    def read(self, definition: Definition, raw: Raw) -> Response:
        refs = refs_in(definition, raw)
        return {"files": refs} if refs else None

    def summary(self, definition: Definition, response: Response) -> str:
        return files_words(response["files"]) if response else ""

    def form(self, definition: Definition, order: Sequence[str], response: Response, typed: Raw | None) -> Form:
        refs = list(response["files"]) if response else []
        return Form(self.name, definition["stem"], sent=tuple((FILE, ref) for ref in refs), more={"files": wanted_of(definition, refs)})

    def shuffle(self, definition: Definition, dice: Random) -> list[str]:
        return []


def refs_in(wanted: Mapping[str, Any], raw: Raw) -> list[str]:
    """The references of the files that stay. Raises Unclear for too many."""
    refs = list(dict.fromkeys(value for value in raw.get(FILE, ()) if value))
    if any(not WELL_FORMED_REF.fullmatch(ref) for ref in refs):
        raise not_here()
    most = wanted.get("most", 1)
    if len(refs) > most:
        raise Unclear(_("At most {most} files. Take one away first.").format(most=most))
    return refs


def files_words(refs: Sequence[str]) -> str:
    return _("1 file") if len(refs) == 1 else _("{number} files").format(number=len(refs))


def wanted_of(wanted: Mapping[str, Any], refs: Sequence[str]) -> dict[str, Any]:
    """What a template needs to ask for files."""
    most = wanted.get("most", 1)
    return {
        "refs": list(refs),
        "accept": list(wanted["accept"]),
        "most": most,
        "most_mb": wanted.get("most_mb", by_people.USUAL_MB),
        "is_full": len(refs) >= most,
    }
