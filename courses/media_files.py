"""What a file in the editors' library is, read from its bytes; and pictures made small. No database here.

The bytes decide, never a name or what a browser said (decisions.md 41): what is served as a film is one, and nothing else can be.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError, features

from lms.core.canonical import sha256_hex
from lms.core.files import LARGEST

WIDTHS = (480, 960)
READ = ("JPEG", "PNG", "WEBP", "AVIF")
# Best first: a browser takes the first that it knows.
MADE: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("image/avif", "AVIF", {"quality": 60, "speed": 6}),
    ("image/webp", "WEBP", {"quality": 78, "method": 4}),
    ("image/jpeg", "JPEG", {"quality": 80, "optimize": True, "progressive": True}),
)
LARGEST_RECORDING, LARGEST_DOWNLOAD, LARGEST_PICTURE = 400 * 2**20, 40 * 2**20, 12 * 2**20
DOCUMENTS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "txt": "text/plain; charset=utf-8",
}


class Unreadable(ValueError):
    """The bytes are no picture that we can show. `says` is a sentence for the editor."""

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self.says = says


@dataclass(frozen=True)
class Picture:
    """One size and kind of a picture, without anything hidden in it."""

    content_type: str
    width: int
    height: int
    data: bytes

    @property
    def sha256(self) -> str:
        return sha256_hex(self.data)


def document_type(name: str) -> str:
    """By its ending: documents are only ever handed over, never shown."""
    return DOCUMENTS.get(name.rpartition(".")[2].lower(), "application/octet-stream")


def pictures(data: bytes) -> Iterator[Picture]:
    """The kinds and sizes in which an edition shows a picture. Raises Unreadable."""
    try:
        image = _opened(data)
        for content_type, kind, options in MADE:
            if kind != "AVIF" or features.check("avif"):
                yield from (_made(image, width, content_type, kind, options) for width in _widths(image))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise (
            error if isinstance(error, Unreadable) else Unreadable(_("This picture cannot be read. Save it anew as JPEG or PNG."))
        ) from error


def check_picture(data: bytes) -> None:
    """Raise Unreadable for what is too large or no picture, without unpacking it."""
    if len(data) > LARGEST_PICTURE:
        raise Unreadable(_("This picture is too large. At most %(n)d MB fit.") % {"n": LARGEST_PICTURE // 2**20})
    try:
        image = Image.open(io.BytesIO(data), formats=READ)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise Unreadable(_("This picture cannot be read. Save it anew as JPEG or PNG.")) from error
    if image.width * image.height > LARGEST:
        raise Unreadable(_("This picture has too many pixels. Make it smaller."))


def _opened(data: bytes) -> Image.Image:
    """The right way up, in sRGB, and nothing else of what the file told."""
    check_picture(data)
    image = ImageOps.exif_transpose(Image.open(io.BytesIO(data), formats=READ))
    has_alpha = image.mode in ("LA", "PA", "RGBA") or "transparency" in image.info
    plain = _in_srgb(image, "RGBA" if has_alpha else "RGB")
    plain.info = {}
    return plain


def _in_srgb(image: Image.Image, mode: str) -> Image.Image:
    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "RGBA", "CMYK", "L"):
        try:
            found = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            turned = ImageCms.profileToProfile(image, found, ImageCms.createProfile("sRGB"), outputMode=mode)
            return turned or image.convert(mode)
        except ImageCms.PyCMSError:
            return image.convert(mode)
    return image.convert(mode)


def _widths(image: Image.Image) -> list[int]:
    return sorted({min(width, image.width) for width in WIDTHS})


def _made(image: Image.Image, width: int, content_type: str, kind: str, options: dict[str, Any]) -> Picture:
    height = max(1, round(image.height * width / image.width))
    small = image.resize((width, height), Image.Resampling.LANCZOS)
    if kind == "JPEG" and small.mode == "RGBA":
        paper = Image.new("RGB", small.size, "white")
        paper.paste(small, mask=small.getchannel("A"))
        small = paper
    out = io.BytesIO()
    small.save(out, format=kind, **options)
    return Picture(content_type, width, height, out.getvalue())
