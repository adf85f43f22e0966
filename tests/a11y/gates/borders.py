"""Every control that is a box has an edge that can be seen, in every theme, forced colours included (WCAG 1.4.11)."""

from typing import Any

from . import THEMES, ask, show_in


def look(page: Any) -> list[str]:
    found = []
    for theme in THEMES:
        show_in(page, theme)
        found += [f"{theme}: {one}" for one in ask(page, "borders")]
    show_in(page, "light")
    return found
