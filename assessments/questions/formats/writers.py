"""One way to write questions down for other systems, whatever the format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from assessments.questions.formats import gift_writer, moodle_writing, qti_writing
from assessments.questions.formats.found import Found, Skipped

WRITERS: dict[str, Callable[[Iterable[Found]], Iterator[str | Skipped] | Iterator[bytes | Skipped]]] = {
    "gift": gift_writer.write,
    "moodlexml": moodle_writing.write,
    "qti": qti_writing.write,
}


def write(questions: Iterable[Found], format_name: str) -> Iterator[bytes | Skipped]:
    """The file in pieces of bytes; among them each question that the format cannot say, and why. `format_name` is one of WRITERS."""
    for piece in WRITERS[format_name](questions):
        yield piece.encode() if isinstance(piece, str) else piece
