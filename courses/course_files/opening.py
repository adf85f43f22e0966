"""Opening one YAML file of a folder: its size, its encoding, its tree. Every complaint names the file, and the line where there is one."""

from __future__ import annotations

from typing import Any

from lms.core.written.nodes import Node, from_yaml

from .collecting import CourseReading
from .folder import Listing

MOST_BYTES = 256 * 1024  # of one file
MOST_BYTES_IN_ALL = 8 * 1024 * 1024


class Opener:
    """Opens the files of one folder, and counts how much it read."""

    def __init__(self, listing: Listing) -> None:
        self.listing = listing
        self.bytes_read = 0

    def tree(self, path: str, into: CourseReading) -> Node | None:
        """The file as nodes; None after noting why not."""
        text = self._text(path, into)
        return None if text is None else from_yaml(text, into)

    def _text(self, path: str, into: CourseReading) -> str | None:
        entry = self.listing.entries.get(path)
        if entry is None:
            return self._no(into, "missing_file")
        if entry.sort != "file":  # links and devices were named before
            return self._no(into, "is_folder") if entry.sort == "folder" else None
        self.bytes_read += entry.size
        if entry.size > MOST_BYTES:
            return self._no(into, "text_too_large", maximum=MOST_BYTES // 1024)
        if self.bytes_read > MOST_BYTES_IN_ALL:
            return self._no(into, "texts_too_large", maximum=MOST_BYTES_IN_ALL // (1024 * 1024))
        return self._decoded(path, into)

    def _decoded(self, path: str, into: CourseReading) -> str | None:
        try:
            content = self.listing.read(path, MOST_BYTES)
        except OSError as error:
            return self._no(into, "unreadable", why=error.strerror or "")
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            return self._no(into, "not_utf8", line=content.count(b"\n", 0, error.start) + 1)

    def _no(self, into: CourseReading, code: str, line: int = 0, **params: Any) -> str | None:
        into.refuse("", line, code, **params)
        return None
