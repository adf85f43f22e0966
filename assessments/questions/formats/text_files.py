"""Text files that people wrote by hand: what they are encoded in, and their lines, whatever ends them."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from typing import IO

from assessments.questions.formats.found import MOST_BYTES, Refused
from assessments.questions.texts import CONTROLS
from assessments.questions.words import say as _

CHUNK = 65_536
# Far more than the most questions need.
MOST_LINES = 2_000_000
# Longer than anything that could become a question; pictures written out in HTML are the longest that is real.
LONGEST_QUESTION = 1_000_000


@dataclass(frozen=True, slots=True)
class TextFile:
    """`notes`: what an editor should know about every question out of it that has other letters than a to z."""

    lines: Iterator[str]
    notes: tuple[str, ...] = ()

    def notes_on(self, text: str) -> tuple[str, ...]:
        return () if text.isascii() else self.notes


def text_file(source: IO[bytes]) -> TextFile:
    """UTF-8, UTF-16 with its mark, or else windows-1252, in which old programs of Windows wrote. Raises Refused."""
    content = source.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise Refused(_("The file is larger than {most} MB.").format(most=MOST_BYTES // 1024**2))
    encoding = encoding_of(content)
    if b"\0" in content and encoding != "utf-16":
        raise Refused(_("This is not a text file."))
    if content.count(b"\n") + content.count(b"\r") > MOST_LINES:
        raise Refused(_("The file has more than {most} lines.").format(most=MOST_LINES))
    says = _("The file is not written in UTF-8, so it was read as windows-1252. Look at its accents and quotes.")
    return TextFile(lines_of(content, encoding), (says,) if encoding == "cp1252" else ())


def encoding_of(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        for _text in codecs.iterdecode((content[at : at + CHUNK] for at in range(0, len(content), CHUNK)), "utf-8"):
            pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def lines_of(content: bytes, encoding: str) -> Iterator[str]:
    """Without line ends (of Unix, Windows or the old Macintosh), and without what no keyboard types."""
    for line in TextIOWrapper(BytesIO(content), encoding=encoding, errors="replace"):
        yield CONTROLS.sub("", line).rstrip("\n")
