"""/media/: pictures, sound and captions that editors put into lessons, from wherever they lie (docs/decisions/0087).

A web server in front may serve the same folders from disk (deploy/nginx.conf); from a bucket they come through here, so that a browser
never talks to the store. Documents and originals are not served: documents have a view of Wagtail's that asks who reads.
"""

import mimetypes
from pathlib import PurePosixPath

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from .byte_ranges import part_of, partly

FOLDERS = ("images", "media", "media_thumbnails", "captions", "avatar_images")
# What a browser may draw or play by itself; anything else is a download.
SHOWN = ("image/jpeg", "image/png", "image/webp", "image/avif", "audio/", "video/", "text/vtt")
DAY = 24 * 3600


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """One file. Players on telephones ask for a part of it, and play nothing where they get the whole."""
    file = _opened(path)
    kind = "text/vtt" if path.endswith(".vtt") else mimetypes.guess_type(path)[0] or "application/octet-stream"
    part = part_of(request.headers.get("Range", ""), file.size)
    response: HttpResponseBase = partly(file, part) if part else FileResponse(file)
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
