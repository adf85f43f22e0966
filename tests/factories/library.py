"""Files in the editors' library: real pictures, and just enough bytes of a film that it is known as one."""

import io
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import Collection

from lms.core.models import EditorialDocument, EditorialImage, EditorialMedia

FILM = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + b"film" * 64
SOUND = b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"hum." * 64
CAPTIONS = b"WEBVTT\n\n00:00.000 --> 00:02.000\n<v Kim>I am here.\n\n00:02.500 --> 00:04.000\nTake your time.\n"


def pixels(width: int = 500, height: int = 320, kind: str = "JPEG", colour: Any = (90, 140, 130), **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA" if kind == "PNG" else "RGB", (width, height), colour).save(out, format=kind, **options)
    return out.getvalue()


def shelf() -> Collection:
    """Where uploads lie: a database without Wagtail's own first rows gets one."""
    return Collection.get_first_root_node() or Collection.add_root(name="Root")


def picture(data: bytes | None = None, name: str = "chairs.jpg") -> EditorialImage:
    """An image as an upload would leave it."""
    data = pixels() if data is None else data
    try:
        width, height = Image.open(io.BytesIO(data)).size
    except OSError:
        width, height = 10, 10
    return EditorialImage.objects.create(collection=shelf(), title="Chairs", file=ContentFile(data, name=name), width=width, height=height)


def film(data: bytes = FILM, name: str = "staying.mp4", kind: str = "video") -> EditorialMedia:
    return EditorialMedia.objects.create(collection=shelf(), title="Staying", type=kind, duration=2, file=ContentFile(data, name=name))


def sound(data: bytes = SOUND, name: str = "voices.mp3") -> EditorialMedia:
    return film(data, name, "audio")


def document(data: bytes = b"%PDF-1.7 a plan %%EOF", name: str = "plan.pdf") -> EditorialDocument:
    return EditorialDocument.objects.create(collection=shelf(), title="A plan", file=ContentFile(data, name=name))


def captions(data: bytes = CAPTIONS, name: str = "staying.vtt") -> EditorialDocument:
    return document(data, name)


def overwrite(row: Any, data: bytes) -> Any:
    """Other bytes under the same name, as somebody with a hand on the disk would put them there."""
    storage, name = row.file.storage, row.file.name
    storage.delete(name)
    storage.save(name, ContentFile(data))
    return type(row).objects.get(pk=row.pk)
