"""One way to read a file of questions, whatever its format; the limits of `found.py` hold for all."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import IO

from assessments.questions.formats import aiken, gift, moodle, qti
from assessments.questions.formats.detect import HEAD_BYTES, detect
from assessments.questions.formats.found import AUTO, MOST_BYTES, MOST_QUESTIONS, Finding, Refused
from assessments.questions.formats.package import is_package
from assessments.questions.words import say as _

READERS: dict[str, Callable[[IO[bytes]], Iterator[Finding]]] = {
    "gift": gift.read,
    "moodlexml": moodle.read,
    "aiken": aiken.read,
    "qti": qti.read,
}


def read(source: IO[bytes], name: str, format: str = AUTO) -> Iterator[Finding]:  # noqa: A002 - the word of the command line
    """Findings in the order of the file. `format` is AUTO or one of READERS. Raises Refused, perhaps in mid-file: then nothing is kept."""
    source.seek(0)
    head = source.read(HEAD_BYTES)
    source.seek(0)
    known = detect(head, name) if format == AUTO else format
    if is_package(head) and known not in ("qti", "package"):
        raise Refused(_("This is a zip package, not a file in the format {format}.").format(format=known))
    whole = source if is_package(head) else limited(source)
    yield from counted(READERS["qti" if known == "package" else known](whole))


def limited(source: IO[bytes]) -> IO[bytes]:
    """The file in memory; one that is too long is refused before more of it is read."""
    data = source.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise Refused(_("The file is too large: at most {most} MB.").format(most=MOST_BYTES // 1024**2))
    return io.BytesIO(data)


def counted(findings: Iterator[Finding]) -> Iterator[Finding]:
    for count, finding in enumerate(findings, start=1):
        if count > MOST_QUESTIONS:
            raise Refused(_("The file holds more than {most} questions. Please divide it.").format(most=MOST_QUESTIONS))
        yield finding
