"""A zip from a stranger, opened with care: nothing is written anywhere, and whatever could do harm refuses the whole package.

Refused are: more bytes than `found.py` allows, packed or laid out (also when a member lies about its size), too many members,
members with a password, links, and names that lead out of the package. Sources: PKWARE APPNOTE 4.3-4.4 for the records looked at.
"""

from __future__ import annotations

import lzma
import posixpath
import re
import stat
import struct
import zipfile
import zlib
from typing import IO
from urllib.parse import unquote

from assessments.questions.formats.found import MOST_BYTES, MOST_FILES, MOST_PACKED, MOST_UNPACKED, Refused
from assessments.questions.words import say as _

BEGINNINGS = (b"PK\x03\x04", b"PK\x05\x06")
END_RECORD = b"PK\x05\x06"
END_RECORD_BYTES, LONGEST_COMMENT = 22, 65_535
DIRECTORY_BYTES = MOST_FILES * 1_000  # what so many members with long names need in the table at the end
HAS_A_PASSWORD = 0x1
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    OverflowError,
    IndexError,
)
OF_THE_SYSTEM = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$)")
# What Canvas and Common Cartridge write before the path of a file of the course; it stands for web_resources/.
FILE_BASE = re.compile(r"\$IMS[-_]CC[-_]FILE[-_]?BASE\$/?", re.IGNORECASE)


class Package:
    """The members of a zip by name, read one at a time."""

    def __init__(self, source: IO[bytes]) -> None:
        """Raises Refused."""
        refuse_by_size(source)
        try:
            self._zip = zipfile.ZipFile(source)
            members = self._zip.infolist()
        except BROKEN as broken:
            raise Refused(_("This is not a zip package that can be opened.")) from broken
        refuse_members(members)
        self._members = {info.filename: info for info in members if not info.is_dir() and not OF_THE_SYSTEM.search(info.filename)}
        self._left = MOST_UNPACKED

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._members)

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """The bytes of a member that is there. Raises Refused for what cannot be unpacked or is too long."""
        most = min(MOST_BYTES, self._left)
        try:
            with self._zip.open(self._members[name]) as member:
                data = member.read(most + 1)
        except BROKEN as broken:
            raise Refused(_("This file of the package cannot be unpacked."), name) from broken
        if len(data) > most:
            raise Refused(_("This file of the package is too long."), name)
        self._left -= len(data)
        return data

    def find(self, address: str, beside: str = "") -> str:
        """The member that an address in the file `beside` means, "" when there is none.

        Exporters disagree on what addresses begin at: the file itself, the package, web_resources (Common Cartridge), or a folder
        that only they know. The last is taken when exactly one member ends like the address.
        """
        bare = unquote(re.split(r"[?#]", FILE_BASE.sub("", unquote(address)))[0]).replace("\\", "/").strip()
        if not bare or "\0" in bare or re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//", bare):
            return ""
        bare = bare.lstrip("/")
        for folder in (posixpath.dirname(beside), "", "web_resources"):
            path = posixpath.normpath(posixpath.join(folder, bare))
            if path in self._members:
                return path
        tail = posixpath.normpath(bare)
        alike = [name for name in self._members if name.endswith("/" + tail)]
        return alike[0] if len(alike) == 1 else ""


def is_package(head: bytes) -> bool:
    return head.startswith(BEGINNINGS)


def refuse_by_size(source: IO[bytes]) -> None:
    """Before anything is unpacked: the length of the file, and of the table at its end, which says how much memory opening it takes."""
    length = source.seek(0, 2)
    if length > MOST_PACKED:
        raise Refused(_("The package is too large: at most {most} MB.").format(most=MOST_PACKED // 1024**2))
    source.seek(max(0, length - END_RECORD_BYTES - LONGEST_COMMENT))
    tail = source.read()
    source.seek(0)
    at = tail.rfind(END_RECORD)
    if at < 0 or len(tail) - at < END_RECORD_BYTES:
        raise Refused(_("This is not a zip package that can be opened."))
    count, size = struct.unpack_from("<HI", tail, at + 10)
    if count > MOST_FILES or size > DIRECTORY_BYTES:
        raise Refused(_("The package holds too many files: at most {most}.").format(most=MOST_FILES))


def refuse_members(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_FILES:
        raise Refused(_("The package holds too many files: at most {most}.").format(most=MOST_FILES))
    if sum(info.file_size for info in members) > MOST_UNPACKED:
        raise Refused(_("The package unpacks to more than {most} MB.").format(most=MOST_UNPACKED // 1024**2))
    seen: set[str] = set()
    for info in members:
        refuse_member(info)
        if info.filename in seen:
            raise Refused(_("Two files of the package have this name."), info.filename)
        seen.add(info.filename)


def refuse_member(info: zipfile.ZipInfo) -> None:
    if info.flag_bits & HAS_A_PASSWORD:
        raise Refused(_("This file of the package needs a password."), info.filename)
    if stat.S_ISLNK(info.external_attr >> 16):
        raise Refused(_("This file of the package is a link."), info.filename)
    path = info.orig_filename.replace("\\", "/")
    if path.startswith("/") or re.match(r"[a-zA-Z]:", path) or ".." in path.split("/") or "\0" in path:
        raise Refused(_("The name of this file leads out of the package."), info.filename)
