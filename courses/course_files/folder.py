"""A folder on a disk, as a stranger may have made it: listed with care, nothing outside it touched. The only part that reads files."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

from lms.core.written.reading import Problem

# Far more than anybody writes; less than what fills a server.
MOST_FILES = 2_000
DEEPEST = 3
MB = 1024 * 1024

Sort = Literal["file", "folder", "link", "other", "unreadable"]


@dataclass(frozen=True)
class Entry:
    """Something in the folder. `path` with slashes; `size` in bytes."""

    path: str
    sort: Sort
    size: int = 0


@dataclass(frozen=True)
class Listing:
    """What lies in a course folder. `read` gives the bytes of a file; nothing was read before."""

    root: Path
    entries: Mapping[str, Entry]
    problems: tuple[Problem, ...] = ()

    def read(self, path: str, most: int) -> bytes:
        """At most `most` bytes of a listed file. OSError when it cannot be opened, or it or a folder above it became a link meanwhile."""
        *folders, name = path.split("/")
        with ExitStack() as opened:
            above = _opened(opened, self.root, os.O_DIRECTORY)  # where the folder itself lies is for its reader to say
            for folder in folders:
                above = _opened(opened, folder, os.O_DIRECTORY | os.O_NOFOLLOW, above)
            with os.fdopen(os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=above), "rb") as file:
                return file.read(most)


def _opened(stack: ExitStack, folder: str | Path, flags: int, above: int | None = None) -> int:
    """A folder, open until the stack ends: what is opened through it lies in this very folder, whatever its name leads to by then."""
    found = os.open(folder, os.O_RDONLY | flags, dir_fd=above)
    stack.callback(os.close, found)
    return found


def list_folder(root: Path) -> Listing:
    """Every file below `root`; links and devices are named, never followed. Stops at MOST_FILES."""
    found: dict[str, Entry] = {}
    try:
        for entry in _walk(root, "", 1):
            if len(found) >= MOST_FILES:
                return Listing(root, found, (Problem("", 0, "too_many_files", {"maximum": MOST_FILES}),))
            found[entry.path] = entry
    except NotADirectoryError:
        return Listing(root, {}, (Problem("", 0, "no_folder"),))
    except OSError as error:
        return Listing(root, {}, (Problem("", 0, "unreadable", {"why": error.strerror or ""}),))
    return Listing(root, found)


def _walk(folder: Path, path: str, depth: int) -> Iterator[Entry]:
    with os.scandir(folder) as lines:
        rows = sorted(islice(lines, MOST_FILES + 1), key=lambda line: line.name)
    for row in rows:
        here = f"{path}{row.name}"
        if row.name.startswith("."):
            continue  # of an editor, or of git
        entry = _entry(row, here)
        yield entry
        if entry.sort == "folder" and depth < DEEPEST:
            yield from _inner(folder / row.name, f"{here}/", depth + 1)


def _inner(folder: Path, path: str, depth: int) -> Iterator[Entry]:
    try:
        yield from _walk(folder, path, depth)
    except OSError:
        yield Entry(path.removesuffix("/"), "unreadable")


def _entry(row: os.DirEntry[str], path: str) -> Entry:
    about = row.stat(follow_symlinks=False)
    if stat.S_ISREG(about.st_mode):
        return Entry(path, "file", about.st_size)
    if stat.S_ISDIR(about.st_mode):
        return Entry(path, "folder")
    return Entry(path, "link" if stat.S_ISLNK(about.st_mode) else "other")
