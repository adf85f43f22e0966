"""Static files by the name that carries their hash."""

from functools import cache
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """As WhiteNoise's. The address of a file is worked out once for each process: it changes with the next release only."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.url = cache(super().url)  # type: ignore[method-assign]
