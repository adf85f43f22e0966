"""Writing GIFT for Moodle and for ourselves (docs.moodle.org, "GIFT format").

Everything that is written is read again on the spot. What would come back as another question is not written but reported, so that
nobody finds out after the export that something was lost. Ids of lines, which GIFT does not have, stand in a comment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from assessments.questions.formats.found import Finding, Found, Refused, Skipped
from assessments.questions.formats.gift import GENERAL_FEEDBACK, read
from assessments.questions.formats.gift_comments import written_comments
from assessments.questions.formats.gift_hints import hints_for
from assessments.questions.formats.gift_lexer import CATEGORY, escaped
from assessments.questions.formats.gift_sayable import why_not
from assessments.questions.formats.gift_texts import USUAL_STYLE, style_of, written
from assessments.questions.formats.gift_usual import usual
from assessments.questions.formats.gift_written import Writing, written_answers
from assessments.questions.words import say as _

TOP = ("$course$", "top")


def write(questions: Iterable[Found]) -> Iterator[str | Skipped]:
    """The file (UTF-8) in pieces, in the order of the questions; among them what is not written, and why."""
    category: tuple[str, ...] = ()
    for question in questions:
        definition = usual(question.definition)
        why = why_not(definition)
        text = "" if why else written_question(question, definition)
        why = why or why_changed(question, text)
        if why:
            yield Skipped(question.where, why, question.name)
            continue
        yield text if question.category == category else written_category(question.category) + text
        category = question.category


def written_category(category: tuple[str, ...]) -> str:
    path = "/".join([*TOP, *(name.replace("/", "//") for name in category)])
    return f"{CATEGORY} {path.replace(chr(92), chr(92) * 2)}\n\n"


def written_question(question: Found, definition: dict[str, Any]) -> str:
    writing = Writing(definition, style_of(definition))
    title = f"::{escaped(' '.join(question.name.split()))}::" if question.name else ""
    style = "" if writing.style == USUAL_STYLE else f"[{writing.style}]"
    stem = style + escaped(definition["stem"]) if style else written(definition["stem"], writing.style)
    why = GENERAL_FEEDBACK + writing.words(definition["why"]) if "why" in definition else ""
    ref = "" if question.ref == question.name else question.ref
    comments = written_comments(hints_for(definition, ref, question.tags))
    return f"{comments}{title}{stem}{{{written_answers(writing)}{why}}}\n\n"


def why_changed(question: Found, text: str) -> str:
    """ "" when the question comes back as it was."""
    try:
        found = list(read(BytesIO((written_category(question.category) + text).encode())))
    except Refused:
        found = []
    if len(found) == 1 and is_same(question, found[0]):
        return ""
    return _("It would not come back from GIFT as it is, perhaps for spaces at the ends of its words or a -> in them.")


def is_same(question: Found, read_again: Finding) -> bool:
    return (
        isinstance(read_again, Found)
        and usual(read_again.definition) == usual(question.definition)
        and read_again.category == question.category
        and read_again.tags == question.tags
        and (read_again.ref == question.ref or not question.ref)
    )
