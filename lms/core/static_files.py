"""Static files by the name that carries their hash."""

import re
from functools import cache
from typing import Any

from django.core.files.base import ContentFile, File
from whitenoise.storage import CompressedManifestStaticFilesStorage

COMMENT_LINES = re.compile(rb"^[ \t]*//.*\n", re.MULTILINE)


def without_comments(script: bytes) -> bytes:
    """One of our own modules as it goes over the wire: lines that only say something to its readers stay here."""
    return COMMENT_LINES.sub(b"", script)


class Storage(CompressedManifestStaticFilesStorage):
    """As WhiteNoise's. The address of a file is worked out once for each process: it changes with the next release only."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.url = cache(super().url)  # type: ignore[method-assign]

    def _save(self, name: str, content: File[Any]) -> str:
        """Collect our own modules without their comments: they are paid for by people with little data (ux.md 1.5)."""
        if name.startswith("lms/js/"):
            content = ContentFile(without_comments(b"".join(content.chunks())), name=content.name)
        return super()._save(name, content)  # type: ignore[misc, no-any-return]
