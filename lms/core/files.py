"""Taking in a file from a person and giving it back: files from people are hostile (decisions.md 41).

What a file *is* is read from its first bytes, never from its name or from what the browser says. Pictures are written anew, which
removes where and when they were taken. A scanner may be named in the settings.
"""

import io
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.http import FileResponse
from django.utils.module_loading import import_string
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, ImageOps, UnidentifiedImageError

from .canonical import sha256_hex
from .errors import Refused
from .models import PrivateFile

LARGEST = 40_000_000  # pixels: a picture that unpacks to more is a bomb
Image.MAX_IMAGE_PIXELS = LARGEST  # Pillow itself only warns until twice as many
PICTURES = {"JPEG": ("image/jpeg", "jpg"), "PNG": ("image/png", "png"), "WEBP": ("image/webp", "webp")}
KEPT = ("icc_profile", "transparency")  # what a picture needs to look right; everything else that it tells goes


def _picture(data: bytes) -> tuple[bytes, str, str] | None:
    """A picture written anew without its hidden data; None when the bytes are no picture that we know."""
    try:
        image = Image.open(io.BytesIO(data))
        kind = image.format or ""
        if kind not in PICTURES or image.width * image.height > LARGEST:
            return None
        clean = ImageOps.exif_transpose(image)
        clean.info = {name: value for name, value in clean.info.items() if name in KEPT}  # else a JPEG's comment is written again
        out = io.BytesIO()
        clean.save(out, format=kind)
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return None
    return out.getvalue(), *PICTURES[kind]


def _pdf(data: bytes) -> tuple[bytes, str, str] | None:
    return (data, "application/pdf", "pdf") if data.startswith(b"%PDF-") and b"%%EOF" in data[-2048:] else None


def _audio(data: bytes) -> tuple[bytes, str, str] | None:
    if data.startswith(b"ID3") or data[:2] in (b"\xff\xfb", b"\xff\xf3"):
        return data, "audio/mpeg", "mp3"
    if data.startswith(b"OggS"):
        return data, "audio/ogg", "ogg"
    return (data, "audio/mp4", "m4a") if data[4:11] == b"ftypM4A" else None


def _text(data: bytes) -> tuple[bytes, str, str] | None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    # Mark-up, or half a PDF, that claims to be text would be drawn by some viewers: refuse it.
    plain = "\0" not in text and not text.lstrip().lower().startswith(("<!doctype", "<html", "<svg", "<?xml", "<script", "%pdf-"))
    return (data, "text/plain; charset=utf-8", "txt") if plain else None


READERS: dict[str, Callable[[bytes], tuple[bytes, str, str] | None]] = {"pdf": _pdf, "image": _picture, "audio": _audio, "text": _text}
SAID = {
    "pdf": gettext_lazy("a PDF"),
    "image": gettext_lazy("a picture (JPEG, PNG or WebP)"),
    "audio": gettext_lazy("a sound file (MP3, M4A or Ogg)"),
    "text": gettext_lazy("plain text"),
}


def _name(original: str, ending: str) -> str:
    try:
        stem = get_valid_filename(PurePosixPath(original.replace("\\", "/")).stem)[:100]
    except SuspiciousFileOperation:  # nothing is left of it, as of three exclamation marks
        stem = "file"
    return f"{stem}.{ending}"


def _scan(data: bytes) -> None:
    if settings.PRIVATE_FILE_SCANNER and not import_string(settings.PRIVATE_FILE_SCANNER)(data):
        raise Refused(_("We could not accept this file. Please try another one."))


def store_file(
    *, upload: Any, owner_ref: str, purpose: str, kinds: tuple[str, ...] = ("pdf", "image", "audio", "text"), max_bytes: int | None = None
) -> PrivateFile:
    """Look at an uploaded file, clean it and keep it privately. `max_bytes` defaults to the setting PRIVATE_FILE_MAX_BYTES.

    Raises Refused, in words for the sender, when it is empty, too large, or not of one of the kinds.
    """
    limit = max_bytes or settings.PRIVATE_FILE_MAX_BYTES
    if upload.size > limit:
        raise Refused(_("This file is too large. The most we can take is %(n)d MB.") % {"n": limit // (1024 * 1024)})
    data = upload.read()
    if not data:
        raise Refused(_("This file is empty."))
    found = next((seen for kind in kinds if (seen := READERS[kind](data))), None)
    if found is None:
        raise Refused(_("We can take %(kinds)s. This file is something else.") % {"kinds": ", ".join(str(SAID[kind]) for kind in kinds)})
    clean, content_type, ending = found
    _scan(clean)
    return keep_bytes(data=clean, owner_ref=owner_ref, purpose=purpose, name=_name(upload.name, ending), content_type=content_type)


def keep_unopened(*, upload: Any, owner_ref: str, purpose: str, max_bytes: int) -> PrivateFile:
    """Keep an uploaded file as it is, for a reader of ours alone: it is scanned, and given back to nobody. Raises Refused, in words."""
    if upload.size > max_bytes:
        raise Refused(_("This file is too large. The most we can take is %(n)d MB.") % {"n": max_bytes // (1024 * 1024)})
    data = upload.read()
    if not data:
        raise Refused(_("This file is empty."))
    _scan(data)
    name = _name(upload.name, PurePosixPath(upload.name).suffix.strip(".")[:10] or "bin")
    return keep_bytes(data=data, owner_ref=owner_ref, purpose=purpose, name=name, content_type="application/octet-stream")


def keep_bytes(*, data: bytes, owner_ref: str, purpose: str, name: str, content_type: str) -> PrivateFile:
    """Keep bytes that we made or have looked at. The stored name is random; `name` is what a download is called."""
    row = PrivateFile(owner_ref=owner_ref, purpose=purpose, name=name, content_type=content_type, size=len(data), sha256=sha256_hex(data))
    row.file.save(row.public_id, ContentFile(data), save=True)
    return row


def file_response(kept: PrivateFile) -> FileResponse:
    """The file as a download that no browser will interpret."""
    stream = kept.file.open("rb")
    response = FileResponse(stream, as_attachment=True, filename=kept.name, content_type=kept.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
