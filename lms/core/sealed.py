"""Words that lie encrypted in the database, each person's under a key of their own (decisions.md 12).

A person's key is random; it is stored wrapped by the operator's key, which lives outside the database. Destroying the wrapped key
erases everything that was sealed with it. This is not end-to-end: whoever runs the service and holds both can read. The pages say so.

AES-256-GCM from `cryptography`; the context (what record this belongs to) is authenticated, so a text cannot be moved to another record.
"""

import hashlib
import hmac
import os
import secrets
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE_BYTES, KEY_BYTES = 12, 32
OPERATOR, PREVIOUS = "operator.key", "operator.key.previous"
WRAPPED = "wrapped key"  # the context of every wrapped key


class CannotOpen(Exception):
    """The key does not fit, the context is another one, or the bytes were changed."""


def key_file(name: str) -> Path:
    return Path(settings.KEY_FOLDER) / name


def _make(path: Path) -> None:
    """Write a new key so that two processes starting together agree on one."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(f".{secrets.token_hex(8)}.new")  # not by process: two threads would write into one file
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_hex(KEY_BYTES))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


@lru_cache(maxsize=8)
def _read(path: Path, inode: int, changed_ns: int) -> bytes:
    """A key is read once for each file, not for each name: a process that runs while the key is rotated takes the new one at once."""
    return bytes.fromhex(path.read_text().strip())


def _load(name: str) -> bytes:
    path = key_file(name)
    try:
        found = path.stat()
    except FileNotFoundError:
        _make(path)
        found = path.stat()
    return _read(path, found.st_ino, found.st_mtime_ns)


def operator_key() -> bytes:
    """The key that wraps people's keys. Made on the first start; back it up apart from the database (docs/operations.md)."""
    return _load(OPERATOR)


def previous_operator_key() -> bytes | None:
    """The key of before, while a rotation is on (lms.core.key_rotation); else None."""
    path = key_file(PREVIOUS)
    try:
        found = path.stat()
        return _read(path, found.st_ino, found.st_mtime_ns)
    except FileNotFoundError:
        return None


def pepper() -> bytes:
    """The key of all keyed hashes (codes, invitations). Losing it makes every printed code unknown: back it up."""
    return _load("pepper.key")


def keyed_hash(text: str, purpose: str) -> bytes:
    """16 bytes of HMAC-SHA-256 over purpose and text: an index that cannot be turned back into the text."""
    return hmac.new(pepper(), f"{purpose}\n{text}".encode(), hashlib.sha256).digest()[:16]


def new_key() -> bytes:
    """A fresh random key for one person."""
    return AESGCM.generate_key(bit_length=256)


def seal(key: bytes, text: str, context: str) -> bytes:
    """Encrypt `text` so that it opens only with this key and this context."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, text.encode(), context.encode())


def open_sealed(key: bytes, sealed: bytes, context: str) -> str:
    """The text again. Raises CannotOpen when key, context or bytes do not fit."""
    sealed = bytes(sealed)
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], context.encode()).decode()
    except InvalidTag as error:
        raise CannotOpen from error


def wrap(key: bytes) -> bytes:
    """A person's key, locked with the operator's."""
    return seal_for_operator(key.hex(), WRAPPED)


def unwrap(wrapped: bytes) -> bytes:
    """The person's key again. Raises CannotOpen with another operator key."""
    return bytes.fromhex(open_for_operator(wrapped, WRAPPED))


def seal_for_operator(text: str, context: str) -> bytes:
    """Encrypt with the operator's key: for snapshots that the authority itself must be able to open."""
    return seal(operator_key(), text, context)


def open_for_operator(sealed: bytes, context: str) -> str:
    """Open what `seal_for_operator` made, also under the key of before while a rotation is on. Raises CannotOpen."""
    try:
        return open_sealed(operator_key(), sealed, context)
    except CannotOpen:
        before = previous_operator_key()
        if before is None:
            raise
        return open_sealed(before, sealed, context)


def resealed(sealed: bytes, context: str) -> bytes | None:
    """The same words under the operator's key of today; None when they are already. Raises CannotOpen when neither key fits."""
    try:
        open_sealed(operator_key(), sealed, context)
    except CannotOpen:
        return seal_for_operator(open_for_operator(sealed, context), context)
    return None
