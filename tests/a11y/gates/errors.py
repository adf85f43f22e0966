"""When a form comes back, its summary comes first, has the focus, leads to the boxes and says the same words (ux.md 1.2, 3.6)."""

from typing import Any

from . import ask


def look(page: Any) -> list[str]:
    return ask(page, "errors")
