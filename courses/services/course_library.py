"""Files of the editors' library by their path in a course folder, both ways. What a file is called there follows from its title."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import ContentFile
from wagtail.models import Collection

from courses.course_files.folder import MB, Listing
from courses.course_files.media import FOLDER, RULES, STEM
from courses.course_files.texts import one_line
from courses.recordings import HEAD, recording_type
from lms.core.models import EditorialDocument, EditorialImage, EditorialMedia

TABLES: dict[str, Any] = {
    "picture": EditorialImage, "recording": EditorialMedia, "captions": EditorialDocument, "document": EditorialDocument,
}  # fmt: skip
UNSAFE = re.compile(r"[^\w .()+-]+")
LONGEST_NAME = 80 - len("-12345678")
PIECE = 1024 * 1024


@dataclass(frozen=True)
class LibraryFile:
    """A file of the library as it lies there."""

    sha256: str
    opened: Callable[[], Any]


@dataclass
class Library:
    """`listing`: the folder that is loaded. `files`: what lies under each path that was given out."""

    listing: Listing | None = None
    files: dict[str, LibraryFile] = field(default_factory=dict)
    names: dict[tuple[Any, int], str] = field(default_factory=dict)

    def name(self, kind: str, row: Any) -> str:
        """The path for a row of the library; "" when its file is gone. Two files with one title lie under two names."""
        table = TABLES[kind]
        if row and (table, row) not in self.names:
            self.names[table, row] = self._new_name(table.objects.filter(pk=row).first())
        return self.names.get((table, row), "")

    def _new_name(self, kept: Any) -> str:
        sha256 = _sha256(kept) if kept else ""
        if not sha256:
            return ""
        ending = kept.file.name.rpartition(".")[2]
        stem = stem_of(kept.title)
        path = f"{FOLDER}{stem}.{ending}"
        if path in self.files and self.files[path].sha256 != sha256:
            path = f"{FOLDER}{stem}-{sha256[:8]}.{ending}"
        self.files[path] = LibraryFile(sha256, lambda: kept.file.storage.open(kept.file.name))
        return path

    def row(self, kind: str, path: str) -> int:
        """The row of the library with these bytes and this title; made where there is none. The folder was looked at before."""
        assert self.listing is not None  # noqa: S101 - only a load asks
        content = self.listing.read(path, RULES[kind].most * MB)
        sha256 = hashlib.sha256(content).hexdigest()
        title = path.removeprefix(FOLDER).rpartition(".")[0]
        for kept in TABLES[kind].objects.filter(title=title).order_by("pk"):
            if kept.file.name.rpartition(".")[2] == path.rpartition(".")[2] and _sha256(kept) == sha256:
                return int(kept.pk)
        return int(_new_row(kind, title, path, content).pk)


def stem_of(title: str) -> str:
    """What a file is called after its title."""
    if re.fullmatch(STEM, title):
        return title
    return UNSAFE.sub("-", one_line(title))[:LONGEST_NAME].strip(" -+.()") or "file"


def _sha256(kept: Any) -> str:
    """Of the bytes as they lie there now; "" when they are gone."""
    digest = hashlib.sha256()
    try:
        with kept.file.storage.open(kept.file.name) as opened:
            while piece := opened.read(PIECE):
                digest.update(piece)
    except OSError:
        return ""
    return digest.hexdigest()


def _new_row(kind: str, title: str, path: str, content: bytes) -> Any:
    collection = Collection.get_first_root_node() or Collection.add_root(name="Root")
    file = ContentFile(content, name=UNSAFE.sub("-", path.rpartition("/")[2]))
    made = TABLES[kind](title=title, collection=collection, file=file)
    if kind == "recording":
        made.type = "audio" if recording_type(content[:HEAD]).startswith("audio") else "video"
        made.duration = 0
    if kind != "recording":
        made.file_size, made.file_hash = len(content), hashlib.sha1(content, usedforsecurity=False).hexdigest()  # as Wagtail keeps it
    made.save()
    return made
