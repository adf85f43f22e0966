"""Targets are large enough for a thumb (WCAG 2.5.8 and the house's 44 px), at the width of a telephone."""

from typing import Any

from . import ask


def look(page: Any) -> list[str]:
    return ask(page, "targets")
