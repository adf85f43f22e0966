"""GIFT text as blocks, one for each question or category, with its escapes out of the way (Moodle docs, "GIFT format").

A blank line ends a question. Two things are read although Moodle stops at them, because nothing else can be meant: answers that go on
after a blank line, and a question that begins on the line after another one's answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from assessments.questions.formats.text_files import LONGEST_QUESTION

CATEGORY = "$CATEGORY:"
ESCAPE = re.compile(r"\\([\\:#={}~n])")
# What an escaped sign becomes while the plain ones are looked for. These characters are in no text (`CONTROLS` takes them out).
MARKS = {":": "\x01", "#": "\x02", "=": "\x03", "{": "\x04", "}": "\x05", "~": "\x06", "n": "\x07", "\\": "\\"}
UNMARKED = str.maketrans({mark: "\n" if sign == "n" else sign for sign, mark in MARKS.items() if sign != "\\"})
SPECIAL = str.maketrans({**{sign: "\\" + sign for sign in "\\:#={}~"}, "\n": "\\n"})

Numbered = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Block:
    """A category or a question as it stands in the file. `text` is marked (see `unmarked`), `comments` are as they were written."""

    line: int
    text: str
    comments: str = ""

    @property
    def where(self) -> str:
        return f"line {self.line}"


@dataclass(slots=True)
class Paragraph:
    """Lines up to a blank one. `is_open`: an answer has begun in them and not ended."""

    lines: list[Numbered] = field(default_factory=list)
    size: int = 0
    is_open: bool = False

    def add(self, number: int, line: str) -> None:
        """What is longer than any question is cut: it is refused anyway, and must not fill the memory."""
        if self.size > LONGEST_QUESTION:
            return
        self.lines.append((number, line))
        self.size += len(line) + 1
        opens, closes = brace_places(line)
        if opens != closes:
            self.is_open = opens > closes


def blocks(lines: Iterable[str]) -> Iterator[Block]:
    for paragraph in joined(paragraphs(lines)):
        for part in parts(paragraph.lines):
            block = block_of(part)
            if block.text:
                yield block


def paragraphs(lines: Iterable[str]) -> Iterator[Paragraph]:
    found = Paragraph()
    for number, line in enumerate(lines, 1):
        if line.strip():
            found.add(number, line)
        elif found.lines:
            yield found
            found = Paragraph()
    if found.lines:
        yield found


def joined(found: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """A paragraph that begins with a sign of answers belongs to the one before, when that one's answers have not ended."""
    held: Paragraph | None = None
    for paragraph in found:
        if held and held.is_open and goes_on(paragraph):
            for number, line in paragraph.lines:
                held.add(number, line)
            continue
        if held:
            yield held
        held = paragraph
    if held:
        yield held


def goes_on(paragraph: Paragraph) -> bool:
    said = (line.lstrip() for _number, line in paragraph.lines if not is_comment(line))
    return next(said, "~")[0] in "~=#}"


def parts(lines: list[Numbered]) -> Iterator[list[Numbered]]:
    """A category is a line of its own. After a line that ends with answers another question may begin, if it has answers too."""
    last_answer = max((place for place, (_number, line) in enumerate(lines) if brace_places(line)[0] >= 0), default=-1)
    part: list[Numbered] = []
    for place, (number, line) in enumerate(lines):
        part.append((number, line))
        begins_anew = is_answered(line) and place < last_answer
        if begins_anew or is_category(part):
            yield part
            part = []
    if part:
        yield part


def is_category(part: list[Numbered]) -> bool:
    return part[-1][1].lstrip().startswith(CATEGORY) and all(is_comment(earlier) for _number, earlier in part[:-1])


def brace_places(line: str) -> tuple[int, int]:
    """Where the last brace opens and the last one closes in a line, -1 for nowhere; comments have none."""
    if is_comment(line):
        return -1, -1
    bare = ESCAPE.sub("", line)
    return bare.rfind("{"), bare.rfind("}")


def is_answered(line: str) -> bool:
    return not is_comment(line) and ESCAPE.sub("", line).rstrip().endswith("}")


def is_comment(line: str) -> bool:
    return line.lstrip().startswith("//")


def block_of(lines: list[Numbered]) -> Block:
    said = [(number, line) for number, line in lines if not is_comment(line)]
    comments = "\n".join(line for _number, line in lines if is_comment(line))
    text = "\n".join(line for _number, line in said).strip()
    return Block(said[0][0] if said else lines[0][0], marked(text), comments)


def marked(text: str) -> str:
    return ESCAPE.sub(lambda found: MARKS[found[1]], text)


def unmarked(text: str) -> str:
    """Every sign as itself again."""
    return text.translate(UNMARKED)


def escaped(text: str) -> str:
    """Words on their way into a file: no sign in them means anything, and they stay on one line."""
    return text.translate(SPECIAL)
