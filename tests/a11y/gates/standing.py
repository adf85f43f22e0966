"""What every page has: a language, one h1 and headings in order, support in the header, the same help in the same order; nothing plays."""

from typing import Any

from . import ask


def look(page: Any) -> list[str]:
    return ask(page, "standing")
