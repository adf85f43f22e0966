"""Released versions, read once in each process: they never change, so their fingerprint is a key for ever."""

from __future__ import annotations

from collections.abc import Iterable

from schemes.files.scheme_file import SchemeFile
from schemes.models import SchemeVersion

_read: dict[str, SchemeFile] = {}


def files_by_sha256(fingerprints: Iterable[str]) -> dict[str, SchemeFile]:
    """What these versions say; no query at all for versions that this process has met before."""
    wanted = set(fingerprints)
    missing = wanted - _read.keys()
    if missing:
        _read.update({version.sha256: version.file for version in SchemeVersion.objects.filter(sha256__in=missing)})
    return {fingerprint: _read[fingerprint] for fingerprint in wanted}
