"""One way to write a value down, so that a hash of it means something."""

import hashlib
import json
from typing import Any


def canonical_json(value: Any) -> str:
    """Sorted keys, no blanks, UTF-8, no NaN. Raises TypeError for a value that JSON cannot say, floats included in that spirit:
    callers write numbers as integers or strings."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def sha256_hex(content: str | bytes) -> str:
    """The SHA-256 of text (as UTF-8) or bytes, 64 hexadecimal digits."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()
