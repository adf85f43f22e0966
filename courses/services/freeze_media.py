"""Keeping the files that a step uses by the hash of their bytes, before anybody is taught with them.

Building freezes, also for a preview: an editor sees the very bytes that would be released. What no edition came to use goes again
after a while (courses.keeping).
"""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.core.cache import cache
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from courses.captions import read_captions
from courses.editions.built import Medium
from courses.media_files import LARGEST_RECORDING, Picture, Unreadable, document_type, pictures
from courses.models import EditionMedia, EditionMediaUse, ModuleEdition
from courses.recordings import HEAD, recording_type
from lms.core.canonical import sha256_hex
from lms.core.errors import Refused
from lms.core.models import EditorialDocument, EditorialImage, EditorialMedia

PIECE = 1024 * 1024
REMEMBERED = 7 * 24 * 3600


def freeze_picture(image: EditorialImage) -> list[dict[str, Any]]:
    """Every size and kind of a picture, best first; [] for one that cannot be read, which the block's own check says."""
    try:
        with image.file.storage.open(image.file.name) as opened:
            data = opened.read()
    except OSError:
        return []
    source = sha256_hex(data)
    rows = list(EditionMedia.objects.filter(source_sha256=source))
    if not rows:
        try:
            rows = [_kept_picture(picture, source) for picture in pictures(data)]
        except Unreadable:
            return []
    return [{"sha256": row.pk, "type": row.content_type, "width": row.width, "height": row.height} for row in sorted(rows, key=_best)]


def _best(row: EditionMedia) -> tuple[int, int]:
    order = ["image/avif", "image/webp", "image/jpeg"]
    return order.index(row.content_type), row.width


def _kept_picture(picture: Picture, source: str) -> EditionMedia:
    more = {"source_sha256": source, "width": picture.width, "height": picture.height}
    return keep(ContentFile(picture.data), picture.sha256, picture.content_type, len(picture.data), **more)


def freeze_recording(media: EditorialMedia) -> dict[str, Any] | None:
    """A film or sound as it is; None for what no browser plays, or is too large."""
    try:
        with media.file.storage.open(media.file.name) as opened:
            kind = recording_type(opened.read(HEAD))
            if not kind or opened.size > LARGEST_RECORDING:
                return None
            return _as_it_is(opened, kind)
    except OSError:
        return None


def freeze_captions(document: EditorialDocument) -> dict[str, Any] | None:
    """The cues of a captions file, written anew; None for a file that cannot be read as one."""
    try:
        with document.file.storage.open(document.file.name) as opened:
            found = read_captions(opened.read())
    except OSError:
        return None
    if not found.is_sound:
        return None
    row = keep(ContentFile(found.written), sha256_hex(found.written), "text/vtt", len(found.written))
    return {"sha256": row.pk, "type": row.content_type, "bytes": row.size}


def freeze_download(document: EditorialDocument) -> dict[str, Any] | None:
    try:
        with document.file.storage.open(document.file.name) as opened:
            return {**_as_it_is(opened, document_type(document.filename)), "name": document.filename}
    except OSError:
        return None


def _as_it_is(opened: File, content_type: str) -> dict[str, Any]:
    row = keep(opened, _hash_of(opened), content_type, opened.size)
    return {"sha256": row.pk, "type": row.content_type, "bytes": row.size}


def _hash_of(opened: File) -> str:
    """Read piece by piece, and remembered while the file in the library is the same: films are long, previews many."""
    key = f"media-hash:{sha256_hex(f'{opened.name}|{opened.size}|{_changed_at(opened)}')}"
    if found := cache.get(key):
        return str(found)
    digest = hashlib.sha256()
    opened.seek(0)
    while piece := opened.read(PIECE):
        digest.update(piece)
    cache.set(key, digest.hexdigest(), REMEMBERED)
    return digest.hexdigest()


def _changed_at(opened: File) -> str:
    return default_storage.get_modified_time(str(opened.name)).isoformat()


def keep(content: File, sha256: str, content_type: str, size: int, **more: Any) -> EditionMedia:
    """The row and the bytes, each written once. Bytes that an interrupted process left behind are written anew."""
    row = EditionMedia(sha256=sha256, content_type=content_type, size=size, **more)
    field = EditionMedia._meta.get_field("file")
    storage, name = field.storage, field.generate_filename(row, "")  # type: ignore[attr-defined]
    if not storage.exists(name) or storage.size(name) != size:
        storage.delete(name)
        content.seek(0)
        storage.save(name, content)
    row.file.name = name
    EditionMedia.objects.bulk_create([row], ignore_conflicts=True)
    return EditionMedia.objects.get(pk=sha256)


def note_media(*, edition: ModuleEdition, media: Iterable[Medium]) -> None:
    """Write down which files an edition uses. Called once, by its release. Raises Refused when one went since it was looked at."""
    media = tuple(media)
    wanted = {medium.sha256 for medium in media}
    if EditionMedia.objects.filter(pk__in=wanted).count() < len(wanted):
        raise Refused(_("A file of this module has just gone. Please try again."))
    EditionMediaUse.objects.bulk_create(
        [EditionMediaUse(edition=edition, sha256=medium.sha256, consent_ref=medium.consent_ref) for medium in media]
    )
