"""Words of one's own, perhaps with files, marked by a person. {"marked": "points" | "met", "out_of", "words": [least, most], "notes"}"""

from collections.abc import Iterator, Mapping, Sequence
from random import Random

from assessments.questions import by_people, checks
from assessments.questions.contract import Definition, Form, Problem, Raw, Response, Unclear
from assessments.questions.file_upload import FILE, files_words, refs_in, wanted_of
from assessments.questions.texts import typed_text
from assessments.questions.words import say as _

TEXT = "text"
LONGEST_ESSAY = 20_000
USUAL_ROWS, FEWEST_ROWS, MOST_ROWS = 10, 2, 40
MOST_WORDS = 5000


class Essay(by_people.MarkedByPeople):
    name = "essay"
    fields = by_people.MARKING_FIELDS | {"words", "rows", "begins_with", "files"}

    def problems(self, definition: Definition) -> list[Problem]:
        return [
            *by_people.marking_problems(definition),
            *length_problems(definition),
            *essay_file_problems(definition),
        ]

    def read(self, definition: Definition, raw: Raw) -> Response:
        text = typed_text((raw.get(TEXT) or [""])[0])
        if len(text) > LONGEST_ESSAY:
            raise Unclear(_("Make this shorter: at most {most} characters.").format(most=LONGEST_ESSAY))
        refs = refs_in(definition["files"], raw) if "files" in definition else []
        if text == definition.get("begins_with", "").strip():
            text = ""
        found = {"text": text, "files": refs}
        return {name: value for name, value in found.items() if value} or None

    def summary(self, definition: Definition, response: Response) -> str:
        given = response or {}
        return " · ".join(filter(None, [given.get("text", ""), files_words(given["files"]) if given.get("files") else ""]))

    def form(self, definition: Definition, order: Sequence[str], response: Response, typed: Raw | None) -> Form:
        given = response or {}
        text = given.get("text", "")
        if typed is not None:
            text = (typed.get(TEXT) or [""])[0]
        refs = given.get("files", [])
        sent = [*([(TEXT, text)] if text else []), *((FILE, ref) for ref in refs)]
        more = {
            "words": tuple(definition.get("words", (None, None))),
            "rows": definition.get("rows", USUAL_ROWS),
            "longest": LONGEST_ESSAY,
            "files": wanted_of(definition["files"], refs) if "files" in definition else None,
        }
        shown = text if response or typed is not None else definition.get("begins_with", "")
        return Form(self.name, definition["stem"], text=shown, sent=tuple(sent), more=more)

    def shuffle(self, definition: Definition, dice: Random) -> list[str]:
        return []


def length_problems(definition: Definition) -> Iterator[Problem]:
    if "rows" in definition:
        yield from checks.whole_problems(definition["rows"], "rows", FEWEST_ROWS, MOST_ROWS)
    if "begins_with" in definition:
        yield from checks.words_problems(definition["begins_with"], "begins_with", checks.LONGEST_STEM, needed=False)
    words = definition.get("words", [None, None])
    if not isinstance(words, list) or len(words) != 2:
        yield Problem("words", _("Give the fewest and the most words, or null."))
        return
    found = [problem for place, value in enumerate(words) if value is not None for problem in word_problems(value, place)]
    yield from found
    if not found and None not in words and words[0] > words[1]:
        yield Problem("words[1]", _("This is less than the fewest words."))


def word_problems(value: object, place: int) -> Iterator[Problem]:
    yield from checks.whole_problems(value, f"words[{place}]", 1, MOST_WORDS)


def essay_file_problems(definition: Definition) -> Iterator[Problem]:
    if "files" not in definition:
        return
    wanted = definition["files"]
    if not isinstance(wanted, Mapping):
        yield Problem("files", _("Give a set of named fields."))
        return
    yield from checks.field_problems(wanted, by_people.FILE_FIELDS, "files")
    yield from by_people.file_problems(wanted, "files")
