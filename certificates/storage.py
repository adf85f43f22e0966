"""Where issued bytes lie: under the idempotency key of their copy, named by their content.

A worker may be killed after writing and before the row stands, and another may be doing the same work at the same
time. Files named by their content cannot overwrite each other, and whoever finishes sweeps the rest of the folder.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

from certificates.models.copies import StoredBytes
from lms.core.canonical import sha256_hex
from lms.core.sealed import keyed_hash


class Damaged(Exception):
    """The stored bytes are gone or are not those that were issued."""


@dataclass(frozen=True)
class Stored:
    storage_key: str
    sha256: str
    size: int


def private() -> Storage:
    return storages["private"]


def folder(key: str) -> str:
    """Told by a keyed hash: a listing of the storage says nothing about people."""
    return f"certificates/{keyed_hash(key, 'certificates.folder').hex()}"


def lay_down(key: str, papers: Mapping[str, bytes]) -> dict[str, Stored]:
    """Store each paper (layout -> PDF) under the copy's key. Nothing points to them until the row stands."""
    return {layout: _store(f"{folder(key)}/{layout}-{sha256_hex(pdf)[:24]}.pdf", pdf) for layout, pdf in papers.items()}


def _store(name: str, pdf: bytes) -> Stored:
    if private().exists(name):  # left by a worker that was killed, perhaps in the middle of a file
        private().delete(name)
    return Stored(private().save(name, ContentFile(pdf)), sha256_hex(pdf), len(pdf))


def forget(stored: Mapping[str, Stored]) -> None:
    """Remove files that no row will point to."""
    for file in stored.values():
        private().delete(file.storage_key)


def sweep(key: str, keep: Iterable[str] = ()) -> int:
    """Remove what lies under the key and is not kept. Returns how many files went."""
    kept, place = set(keep), folder(key)
    loose = [name for name in names_in(place) if name not in kept]
    for name in loose:
        private().delete(name)
    return len(loose)


def names_in(place: str) -> list[str]:
    try:
        return [f"{place}/{name}" for name in private().listdir(place)[1]]
    except FileNotFoundError:
        return []


def read(stored: StoredBytes) -> bytes:
    """The bytes as issued. Raises Damaged when they are gone or changed: nothing else may go out."""
    try:
        with private().open(stored.storage_key) as file:
            pdf: bytes = file.read()
    except FileNotFoundError as error:
        raise Damaged(stored.storage_key) from error
    if sha256_hex(pdf) != stored.sha256:
        raise Damaged(stored.storage_key)
    return pdf
