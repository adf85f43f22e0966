"""A file's size and hash without holding it."""

import hashlib
from typing import IO

A_BLOCK = 1_000_000


def measured(content: IO[bytes]) -> tuple[int, str]:
    """(bytes, SHA-256), a megabyte at a time; leaves the file at its beginning."""
    content.flush()
    content.seek(0)
    digest, size = hashlib.sha256(), 0
    while block := content.read(A_BLOCK):
        digest.update(block)
        size += len(block)
    content.seek(0)
    return size, digest.hexdigest()
