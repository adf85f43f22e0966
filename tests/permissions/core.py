"""Pages that anybody may open."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from .matrix import EVERYBODY, Entry


def picture(world):
    return {"path": default_storage.save("images/a.png", ContentFile(b"a picture"))}


ENTRIES = [
    Entry("core:front", EVERYBODY),
    Entry("core:support", EVERYBODY),
    Entry("core:support_in", EVERYBODY, make=lambda world: {"country": "ie"}),
    Entry("core:help", EVERYBODY),
    Entry("core:privacy", EVERYBODY),
    Entry("core:accessibility", EVERYBODY),
    Entry("core:display", EVERYBODY),
    Entry("core:media", EVERYBODY, make=picture),
    Entry("core:leaving", EVERYBODY),
    Entry("core:breather", EVERYBODY),
]
