"""A part of a file, as players on telephones ask for it."""

import re
from collections.abc import Iterator

from django.core.files.base import File
from django.http import StreamingHttpResponse

ONE_RANGE = re.compile(r"bytes=(\d+)-(\d*)")
PIECE = 64 * 1024


def part_of(asked: str, size: int) -> range | None:
    """The one range that was asked for, cut to what there is; None for the whole file."""
    found = ONE_RANGE.fullmatch(asked)
    if not found or int(found[1]) >= size:
        return None
    return range(int(found[1]), min(int(found[2]) + 1 if found[2] else size, size)) or None


def partly(file: File, part: range) -> StreamingHttpResponse:
    response = StreamingHttpResponse(_pieces(file, part), status=206)
    response["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{file.size}"
    response["Content-Length"] = str(len(part))
    return response


def _pieces(file: File, part: range) -> Iterator[bytes]:
    with file:
        file.seek(part.start)
        for start in range(part.start, part.stop, PIECE):
            yield file.read(min(PIECE, part.stop - start))
