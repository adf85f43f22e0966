"""Pictures, sound, films, captions and documents of a folder: what they are is read from their first bytes, never from their name."""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from PIL import Image

from courses.captions import read_captions
from courses.recordings import recording_type
from lms.core.written.reading import Problem

from .collecting import Reference
from .folder import MB, Entry, Listing

FOLDER = "media/"
# What every disk can hold and the library keeps as a title: so a name is the same on the way back.
STEM = r"\w(?:[\w .()+-]{0,78}[\w)+])?"
NAME = re.compile(rf"{FOLDER}{STEM}\.\w+")
MOST_PIXELS = 40_000_000  # as lms/core/files.py: more unpacks to more memory than a server should give
PICTURES = ("JPEG", "PNG", "WEBP", "AVIF")


def is_picture(content: bytes) -> bool:
    """Whether it opens as a picture, whole and of a size that can be shown."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(content), formats=PICTURES)
            image.verify()
        return image.width * image.height <= MOST_PIXELS
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False


def is_recording(content: bytes) -> bool:
    """Sound or a film that browsers play."""
    return bool(recording_type(content))


def is_captions(content: bytes) -> bool:
    return read_captions(content).is_sound


def is_document(content: bytes) -> bool:
    return content.startswith(b"%PDF-") or content[:4] == b"PK\x03\x04" or (_is_text(content) and content.lstrip()[:1] != b"<")


def _is_text(content: bytes) -> bool:
    try:
        return "\0" not in content.decode("utf-8")
    except UnicodeDecodeError:
        return False


@dataclass(frozen=True)
class Rule:
    """What a kind of file must be, and how much of it: each, and all of them together, in MB."""

    fits: Callable[[bytes], bool]
    most: int
    most_in_all: int
    endings: tuple[str, ...]


# As courses/media_files.py takes them at a release; a test holds the two together.
RULES: Mapping[str, Rule] = {
    "picture": Rule(is_picture, 12, 40, ("jpg", "jpeg", "png", "webp", "avif")),
    "recording": Rule(is_recording, 400, 2000, ("mp4", "webm", "mp3", "m4a", "ogg", "wav")),
    "captions": Rule(is_captions, 1, 20, ("vtt",)),
    "document": Rule(is_document, 40, 400, ("pdf", "docx", "odt", "txt")),
}


def is_media(kind: str) -> bool:
    return kind in RULES


def look_at(listing: Listing, references: Iterable[Reference]) -> tuple[dict[str, str], list[Problem]]:
    """(SHA-256 by path, problems) of the files that blocks name. What is too large is not opened at all."""
    problems = list(_too_much(listing))
    hashes: dict[str, str] = {}
    for reference in references:
        problem = None if reference.name in hashes else _look(listing, reference, hashes)
        if problem:
            code, params = problem
            problems.append(Problem(reference.path, reference.line, code, {"value": reference.name, **params}, reference.file))
    return hashes, problems


def _look(listing: Listing, reference: Reference, hashes: dict[str, str]) -> tuple[str, dict[str, object]] | None:
    rule, entry = RULES[reference.kind], listing.entries.get(reference.name)
    if not reference.name.startswith(FOLDER) or entry is None or entry.sort != "file":
        return "no_media", {}
    if not NAME.fullmatch(reference.name):
        return "odd_name", {}
    if ending_of(reference.name) not in rule.endings:
        return "wrong_ending", {"kind": reference.kind, "endings": ", ".join(rule.endings)}
    if entry.size > rule.most * MB:
        return "file_too_large", {"size": -(-entry.size // MB), "maximum": rule.most}
    try:
        content = listing.read(reference.name, rule.most * MB + 1)
    except OSError as error:
        return "unreadable", {"why": error.strerror or ""}
    if not rule.fits(content):
        return "wrong_kind", {"kind": reference.kind}
    hashes[reference.name] = hashlib.sha256(content).hexdigest()
    return None


def ending_of(path: str) -> str:
    return path.rpartition(".")[2].lower()


def _too_much(listing: Listing) -> Iterator[Problem]:
    for kind, rule in RULES.items():
        size = sum(entry.size for entry in listing.entries.values() if _is_of(entry, rule))
        if size > rule.most_in_all * MB:
            yield Problem("", 0, "too_much", {"kind": kind, "size": -(-size // MB), "maximum": rule.most_in_all}, FOLDER.rstrip("/"))


def _is_of(entry: Entry, rule: Rule) -> bool:
    return entry.sort == "file" and entry.path.startswith(FOLDER) and ending_of(entry.path) in rule.endings
