"""What a process does that only prints: kept apart from everything with tables, because each such process imports this first."""

from typing import Any


def make_ready() -> None:
    """Once in each process: settings and templates, no database."""
    import django

    django.setup()


def papers_of(snapshot: Any) -> dict[str, bytes]:
    """Every paper that a copy consists of, by layout."""
    from certificates.rendering.layouts import LAYOUTS
    from certificates.rendering.press import render

    return {layout: render(snapshot, layout) for layout in LAYOUTS}
