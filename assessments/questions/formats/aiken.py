"""Reading Aiken: one question, its lines with letters, and the letter that is right (docs.moodle.org, "Aiken format").

    How do you begin?
    A) With a question
    B) With advice
    ANSWER: A

Letters are taken as they stand, and a question or a line may go on in the next line of the file. Words are plain: no sign in them means
anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO, Any

from assessments import questions
from assessments.questions.formats.found import MOST_QUESTIONS, Finding, Found, Refused, Skipped, Unsayable
from assessments.questions.formats.text_files import LONGEST_QUESTION, text_file
from assessments.questions.words import say as _

LINE = re.compile(r"([A-Z])(?:\)|\.(?=\s|$))\s*(.*)", re.DOTALL)
ANSWER = re.compile(r"ANSWER\s*:\s*(.*)", re.IGNORECASE | re.DOTALL)
RIGHT = re.compile(r"([A-Z])(?:[).\s].*)?", re.DOTALL)
SEVERAL = re.compile(r"[A-Z](?:\s*(?:,|;|&|\band\b)\s*[A-Z]\b)+", re.IGNORECASE)


@dataclass(slots=True)
class Draft:
    """A question as far as it has been read. `size`: characters so far; what is longer than any question is not kept."""

    line: int
    stem: list[str] = field(default_factory=list)
    options: list[tuple[str, list[str]]] = field(default_factory=list)
    answer: str | None = None
    has_pause: bool = False
    size: int = 0

    def add(self, text: str) -> None:
        """A line of the file that is not the answer."""
        self.size += len(text)
        if self.size > LONGEST_QUESTION:
            return
        found = LINE.fullmatch(text)
        if found and (self.options or found[1] == "A"):
            self.options.append((found[1], [found[2]]))
        elif self.options:
            self.options[-1][1].append(text)
        else:
            self.stem.append(text)


def read(source: IO[bytes]) -> Iterator[Finding]:
    """Raises Refused for the whole file, perhaps after some findings."""
    file = text_file(source)
    count = 0
    for draft in drafts(file.lines):
        if not count and not draft.options and draft.answer is None:
            break
        count += 1
        if count > MOST_QUESTIONS:
            raise Refused(_("The file holds more than {most} questions.").format(most=MOST_QUESTIONS), where_of(draft))
        yield finding(draft, file.notes_on(" ".join([*draft.stem, *(word for _letter, words in draft.options for word in words)])))
    if not count:
        raise Refused(_("Nothing here could be read as Aiken."))


def drafts(lines: Iterable[str]) -> Iterator[Draft]:
    draft: Draft | None = None
    for number, raw in enumerate(lines, 1):
        text = raw.strip()
        if not text:
            if draft:
                draft.has_pause = True
            continue
        if draft and draft.options and begins_anew(draft, text):
            yield draft
            draft = None
        draft = draft or Draft(number)
        found = ANSWER.fullmatch(text)
        if found and (draft.options or text.startswith("ANSWER")):
            draft.answer = found[1].strip()
            yield draft
            draft = None
        else:
            draft.add(text)
            draft.has_pause = False
    if draft:
        yield draft


def begins_anew(draft: Draft, text: str) -> bool:
    """Words after a blank line below the lines to choose are another question: this one has no answer."""
    return draft.has_pause and not LINE.fullmatch(text) and not ANSWER.fullmatch(text)


def where_of(draft: Draft) -> str:
    return f"line {draft.line}"


def finding(draft: Draft, notes: tuple[str, ...]) -> Finding:
    try:
        return Found(where_of(draft), definition_of(draft), notes=notes)
    except Unsayable as reason:
        return Skipped(where_of(draft), reason.why)


def definition_of(draft: Draft) -> dict[str, Any]:
    """Raises Unsayable."""
    if draft.answer is None:
        raise Unsayable(_("No line says which is right, such as “ANSWER: B”."))
    options = [{"id": letter.lower(), "text": "\n".join(words).strip()} for letter, words in draft.options]
    definition = {"kind": "single_choice", "stem": "\n".join(draft.stem), "options": options, "key": key_of(draft, draft.answer)}
    for problem in questions.structural_problems(definition):
        raise Unsayable(f"{problem.path}: {problem.says}")
    return definition


def key_of(draft: Draft, answer: str) -> str:
    letters = [letter for letter, _words in draft.options]
    if len(set(letters)) < len(letters):
        raise Unsayable(_("Two lines have the same letter."))
    if SEVERAL.match(answer):
        raise Unsayable(_("More than one line is named as right. Aiken has one right line for each question."))
    found = RIGHT.fullmatch(answer.upper())
    if not found or found[1] not in letters:
        raise Unsayable(_("The answer “{answer}” names none of its lines.").format(answer=answer[:40]))
    return found[1].lower()
