"""What the kinds that a person marks have in common."""

from collections.abc import Iterator, Mapping
from typing import Any

from assessments.questions import checks
from assessments.questions.contract import NOTHING, WHOLE, Definition, Kind, Mark, Problem, Response
from assessments.questions.words import say as _

MARKED = ("points", "met")
MARKING_FIELDS = frozenset({"marked", "out_of", "notes"})
FILE_FIELDS = frozenset({"accept", "most", "most_mb"})
ACCEPTED = ("pdf", "txt", "jpg", "png", "webp", "mp3", "ogg", "m4a")
MOST_OUT_OF, MOST_FILES, MOST_MB, USUAL_MB = 20, 10, 20, 10
LONGEST_NOTES = 4000


class MarkedByPeople(Kind):
    """`grade` gives nothing to what was left open, and says of everything else that it waits."""

    marked_by = "person"

    def grade(self, definition: Definition, response: Response, voided: frozenset[str]) -> Mark:
        return Mark(NOTHING, waits=response is not None)

    def key(self, definition: Definition) -> str:
        return _("A person marks this.")


def marking_problems(definition: Definition) -> Iterator[Problem]:
    marked = definition.get("marked")
    if marked not in MARKED:
        yield Problem("marked", _("Say {known}.").format(known=", ".join(MARKED)))
    if marked == "points":
        yield from checks.whole_problems(definition.get("out_of"), "out_of", 1, MOST_OUT_OF)
    elif "out_of" in definition:
        yield Problem("out_of", _("Only points have a highest number."))
    if "notes" not in definition:
        yield checks.editorial("notes", _("Write for the assessor what to look for."))
    else:
        yield from checks.words_problems(definition["notes"], "notes", LONGEST_NOTES)


def file_problems(wanted: Mapping[str, Any], path: str = "") -> Iterator[Problem]:
    accept = wanted.get("accept")
    if not isinstance(accept, list) or not accept or any(kind not in ACCEPTED for kind in accept):
        yield Problem(checks.join(path, "accept"), _("List the kinds of files: {known}.").format(known=", ".join(ACCEPTED)))
    yield from checks.whole_problems(wanted.get("most", 1), checks.join(path, "most"), 1, MOST_FILES)
    yield from checks.whole_problems(wanted.get("most_mb", USUAL_MB), checks.join(path, "most_mb"), 1, MOST_MB)


def out_of(definition: Definition) -> int:
    """The highest number of marks: 1 when it is met or not yet."""
    return int(definition.get("out_of", WHOLE))
