"""/learn/media/<sha256>/: a file of an edition, for whoever is taught with it."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from courses.models import EditionMedia, EditionMediaUse
from lms.core.byte_ranges import part_of, partly

YEAR = 365 * 24 * 3600
SHOWN = ("image/", "video/", "audio/", "text/vtt")


@require_safe
@login_required
def media_view(request: HttpRequest, sha256: str) -> HttpResponseBase:
    """The bytes or a part of them; 404 for who has no edition with it, and for what was taken back."""
    kept = get_object_or_404(EditionMedia.objects.readable_by(request.user), pk=sha256)
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
    """What somebody may take back is asked for anew each time; everything else never changes. No browser runs anything of it."""
    is_lent = EditionMediaUse.objects.filter(sha256=kept.pk).exclude(consent_ref="").exists()
    response["Content-Type"] = kept.content_type
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache" if is_lent else f"private, max-age={YEAR}, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
