"""Who was erased and when, outside the database and its backups: a restored backup does not know, and this file does.

One line of JSON for each erasure in `settings.ERASURE_LEDGER/erasures.jsonl`, only ever added to:

    {"at": "2027-03-01T09:12:44+00:00", "ref": "7K4Q92XD3M", "waits": ["schemes"], "mac": "9f..."}

`ref` is a person's opaque public id; there is no name and no reason. `waits` names the parts that a hold kept back. `mac` is a keyed hash
(the pepper) over the line and the text of the line before it, so that a line that was changed, cut or taken out is noticed. A last line
that was taken off is noticed by the database, which keeps the `mac` of every line (accounts.Erasure).
"""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from lms.core.canonical import canonical_json
from lms.core.sealed import pepper

NAME = "erasures.jsonl"


@dataclass(frozen=True)
class Line:
    """One line as it stands. `is_sound` says that its mac fits it and the line before."""

    at: datetime
    ref: str
    waits: frozenset[str]
    mac: str
    is_sound: bool


@dataclass(frozen=True)
class Ledger:
    """What the file says; `cut` counts lines that cannot be read at all (a write that was cut short)."""

    lines: tuple[Line, ...]
    cut: int = 0

    def last_of_each(self) -> dict[str, Line]:
        return {line.ref: line for line in self.lines}


def path() -> Path:
    return Path(settings.ERASURE_LEDGER) / NAME


def _mac(body: dict[str, object], before: bytes) -> str:
    return hmac.new(pepper(), b"erasure\n" + before + b"\n" + canonical_json(body).encode(), hashlib.sha256).hexdigest()


def write(*, at: datetime, ref: str, waits: Iterable[str]) -> str:
    """Add one line and see that it is on the disk. Returns its mac. Raises OSError when it cannot be written: then nobody is erased."""
    file = path()
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    body: dict[str, object] = {"at": at.isoformat(), "ref": ref, "waits": sorted(waits)}
    with file.open("a+b") as ledger:
        fcntl.flock(ledger, fcntl.LOCK_EX)
        ledger.seek(0)
        before = ledger.read()
        raw = before.splitlines()
        mac = _mac(body, raw[-1] if raw else b"")
        # A line that a crash cut short is ended first, so that it spoils nothing but itself.
        start = b"" if not before or before.endswith(b"\n") else b"\n"
        ledger.write(start + json.dumps({**body, "mac": mac}).encode() + b"\n")
        ledger.flush()
        os.fsync(ledger.fileno())
    file.chmod(0o600)
    return mac


def read() -> Ledger:
    """Every line in order. Nothing written yet is an empty ledger."""
    if not path().exists():
        return Ledger(())
    lines, cut, before = [], 0, b""
    for raw in path().read_bytes().splitlines():
        try:
            lines.append(_parse(raw, before))
        except (ValueError, KeyError, TypeError):
            cut += 1
        before = raw
    return Ledger(tuple(lines), cut)


def _parse(raw: bytes, before: bytes) -> Line:
    said = json.loads(raw)
    body = {"at": said["at"], "ref": said["ref"], "waits": said["waits"]}
    sound = hmac.compare_digest(_mac(body, before), said["mac"])
    return Line(datetime.fromisoformat(said["at"]), said["ref"], frozenset(said["waits"]), said["mac"], sound)
