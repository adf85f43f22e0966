"""/learn/media/<sha256>/: a file of an edition, for whoever is taught with it."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from courses.models import EditionMedia
from courses.queries.withdrawals import is_file_away
from lms.core.byte_ranges import part_of, partly

DAY = 24 * 3600
RECORDED = ("video/", "audio/", "text/vtt")  # what a story can be told with (courses.editions.building_people)
SHOWN = ("image/", *RECORDED)


@require_safe
@login_required
def media_view(request: HttpRequest, sha256: str) -> HttpResponseBase:
    """The bytes or a part of them; 404 for who has no edition with it, for what was taken back, and while its step is looked after."""
    kept = get_object_or_404(EditionMedia.objects.readable_by(request.user).with_withdrawals(), pk=sha256)
    if kept.was_withdrawn and is_file_away(sha256, request.user):  # type: ignore[attr-defined, arg-type]
        raise Http404
    etag = f'"{sha256}"'
    if etag in request.headers.get("If-None-Match", ""):
        return _marked(HttpResponseNotModified(), kept, etag)
    try:
        file = kept.file.open("rb")
    except OSError as error:
        raise Http404 from error
    asked = request.headers.get("Range", "") if request.headers.get("If-Range", etag) == etag else ""
    part = part_of(asked, kept.size)
    response: HttpResponseBase = partly(file, part) if part else FileResponse(file)
    response["Content-Disposition"] = "inline" if kept.content_type.startswith(SHOWN) else "attachment"
    response["Accept-Ranges"] = "bytes"
    return _marked(response, kept, etag)


def _marked(response: HttpResponseBase, kept: EditionMedia, etag: str) -> HttpResponseBase:
    """What may hold somebody's voice or face is asked for anew each time, lent or not: the same bytes may be lent, and taken back, in
    another edition. Pictures and papers never change, but their step may go: browsers keep them for a day. None runs anything of it.
    """
    is_recorded = kept.content_type.startswith(RECORDED)
    response["Content-Type"] = kept.content_type
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache" if is_recorded else f"private, max-age={DAY}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
