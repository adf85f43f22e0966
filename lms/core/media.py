"""/media/: pictures, sound and captions that editors put into lessons, from wherever they lie (docs/decisions/0087).

A web server in front may serve the same folders from disk (deploy/nginx.conf); from a bucket they come through here, so that a browser
never talks to the store. Documents and originals are not served: documents have a view of Wagtail's that asks who reads.
"""

import mimetypes
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

FOLDERS = ("images", "media", "media_thumbnails", "captions", "avatar_images")
# What a browser may draw or play by itself; anything else is a download.
SHOWN = ("image/jpeg", "image/png", "image/webp", "image/avif", "audio/", "video/", "text/vtt")
ONE_RANGE = re.compile(r"bytes=(\d+)-(\d*)")
PIECE = 64 * 1024
DAY = 24 * 3600


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """One file. Players on telephones ask for a part of it, and play nothing where they get the whole."""
    file = _opened(path)
    kind = "text/vtt" if path.endswith(".vtt") else mimetypes.guess_type(path)[0] or "application/octet-stream"
    part = _part(request.headers.get("Range", ""), file.size)
    response: HttpResponseBase = _partly(file, part) if part else FileResponse(file)
    response["Content-Type"] = kind
    response["Content-Disposition"] = "inline" if kind.startswith(SHOWN) else "attachment"
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = f"public, max-age={DAY}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _opened(path: str) -> File:
    """The file, of the folders that are for everybody. Raises Http404."""
    parts = PurePosixPath(path).parts
    if len(parts) < 2 or parts[0] not in FOLDERS or ".." in parts:
        raise Http404
    try:
        return default_storage.open(path)
    except (FileNotFoundError, IsADirectoryError) as error:
        raise Http404 from error


def _part(asked: str, size: int) -> range | None:
    """The one range that was asked for, cut to what there is; None for the whole file."""
    found = ONE_RANGE.fullmatch(asked)
    if not found or int(found[1]) >= size:
        return None
    return range(int(found[1]), min(int(found[2]) + 1 if found[2] else size, size)) or None


def _partly(file: File, part: range) -> StreamingHttpResponse:
    response = StreamingHttpResponse(_pieces(file, part), status=206)
    response["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{file.size}"
    response["Content-Length"] = str(len(part))
    return response


def _pieces(file: File, part: range) -> Iterator[bytes]:
    with file:
        file.seek(part.start)
        for start in range(part.start, part.stop, PIECE):
            yield file.read(min(PIECE, part.stop - start))
