"""Reading GIFT, Moodle's text format for questions (docs.moodle.org, "GIFT format"). Writing it is in `gift_writer`.

What Moodle cannot read is skipped with its line. A percentage that Moodle does not know refuses the whole file, as Moodle does. A block
without braces is a description: it asks nothing, so it is no question here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any

from assessments import questions
from assessments.questions.formats.found import MOST_QUESTIONS, Finding, Found, Refused, Skipped, Unsayable
from assessments.questions.formats.gift_answers import fields_of
from assessments.questions.formats.gift_comments import Comments, read_comments
from assessments.questions.formats.gift_hints import hinted
from assessments.questions.formats.gift_lexer import CATEGORY, Block, blocks, unmarked
from assessments.questions.formats.gift_texts import with_gap, words_of
from assessments.questions.formats.gift_usual import usual
from assessments.questions.formats.gift_weights import UnknownGrade
from assessments.questions.formats.html import settled
from assessments.questions.formats.text_files import LONGEST_QUESTION, TextFile, text_file
from assessments.questions.words import say as _

GENERAL_FEEDBACK = "####"
SLASH = re.compile(r"(?<!/)/(?!/)")
CONTEXT = re.compile(r"\$[a-z]+\$")
MOST_LEVELS = 20


def read(source: IO[bytes]) -> Iterator[Finding]:
    """Raises Refused for the whole file, perhaps after some findings."""
    file = text_file(source)
    reading = Reading(file)
    for block in blocks(file.lines):
        if block.text.startswith(CATEGORY):
            reading.category = category_path(unmarked(block.text[len(CATEGORY) :]))
            continue
        reading.count += 1
        if reading.count > MOST_QUESTIONS:
            raise Refused(_("The file holds more than {most} questions.").format(most=MOST_QUESTIONS), block.where)
        yield reading.finding(block)
    if not reading.count and reading.category:
        raise Refused(_("The file names a category but holds no question."))
    if not reading.count:
        raise Refused(_("Nothing here could be read as GIFT."))


@dataclass(slots=True)
class Reading:
    """What is known so far while a file is read: where we are in its categories, and what its questions are called."""

    file: TextFile
    category: tuple[str, ...] = ()
    count: int = 0
    refs: set[str] = field(default_factory=set)
    titles: Counter[str] = field(default_factory=Counter)

    def finding(self, block: Block) -> Finding:
        name, text = title_and_text(block.text)
        try:
            return self.found(block, name, text)
        except Unsayable as reason:
            return Skipped(block.where, reason.why, name)
        except UnknownGrade as grade:
            raise Refused(_("{percent} % is not a grade that Moodle knows.").format(percent=grade), block.where) from grade

    def found(self, block: Block, name: str, text: str) -> Found:
        comments = read_comments(block.comments)
        question = settled(hinted(draft_of(text), comments))
        definition = usual(question.definition)
        complain_about(definition)
        ref, notes = self.ref(comments, name)
        return Found(
            where=block.where,
            definition=definition,
            ref=ref,
            name=name,
            category=self.category,
            tags=comments.tags,
            pictures=question.pictures,
            notes=(*self.file.notes_on(block.text), *question.notes, *notes),
        )

    def ref(self, comments: Comments, name: str) -> tuple[str, tuple[str, ...]]:
        """The id that was written, or else the title. Titles may stand twice: the second one is told apart by its number."""
        if comments.ref:
            is_new = comments.ref not in self.refs
            self.refs.add(comments.ref)
            note = _("Its id “{ref}” has another question in this file already.").format(ref=comments.ref)
            return (comments.ref, ()) if is_new else ("", (note,))
        return (self.numbered(name) if name else ""), ()

    def numbered(self, title: str) -> str:
        ref = title
        while ref in self.refs:
            self.titles[title] += 1
            ref = f"{title} ({self.titles[title] + 1})"
        self.refs.add(ref)
        return ref


def title_and_text(text: str) -> tuple[str, str]:
    """`::title::text`. One pair of colons alone is passed over, as Moodle does."""
    if not text.startswith("::"):
        return "", text
    title, closes, rest = text[2:].partition("::")
    return (" ".join(unmarked(title).split()), rest.strip()) if closes else ("", text[2:])


def draft_of(text: str) -> dict[str, Any]:
    """The fields of a definition, with pieces for texts. Raises Unsayable and UnknownGrade."""
    stem, answers = stem_and_answers(text)
    words = words_of(stem)
    answers, why = answers_and_why(answers)
    return {**fields_of(answers, words.style), "stem": words.piece, "why": words_of(why.strip(), words.style).piece}


def stem_and_answers(text: str) -> tuple[str, str]:
    """What is asked, with a gap where the answers stood in the middle of it; and what stands between the braces."""
    if len(text) > LONGEST_QUESTION:
        raise Unsayable(_("This is too long for a question."))
    if "{" not in text and "}" not in text:
        raise Unsayable(_("A description asks nothing: it has no answers in braces."))
    before, opens, rest = text.partition("{")
    answers, closes, after = rest.partition("}")
    if not opens or not closes or "}" in before:
        raise Unsayable(_("Its answers do not stand between { and }. A blank line must not part them; write \\{ and \\} for the signs."))
    if "{" in after or "}" in after:
        raise Unsayable(_("More than one pair of braces stands in this question. Leave a blank line between questions."))
    return with_gap(before, after) if after else before, answers.strip()


def answers_and_why(text: str) -> tuple[str, str]:
    answers, parted, why = text.rpartition(GENERAL_FEEDBACK)
    return (answers.strip(), why) if parted else (text, "")


def complain_about(definition: dict[str, Any]) -> None:
    for problem in questions.structural_problems(definition):
        raise Unsayable(f"{problem.path}: {problem.says}")


def category_path(text: str) -> tuple[str, ...]:
    """`$course$/top/a/b//c` is ("a", "b/c"): where Moodle keeps it is left out, and two slashes are one of a name."""
    names = [" ".join(name.replace("//", "/").split()) for name in SLASH.split(text)]
    if CONTEXT.fullmatch(names[0]):
        names = names[1:]
    while names[:1] == ["top"]:
        names = names[1:]
    return tuple(filter(None, names))[:MOST_LEVELS]
