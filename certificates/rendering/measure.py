"""After layout, measure: the ruler adds up letters, the page knows kerning, joining and borrowed faces."""

from collections.abc import Iterator
from typing import Any

from certificates.rendering.layouts import Layout

PX = 0.75  # points in a CSS pixel


def overfull(document: Any, layout: Layout) -> set[str]:
    """The places whose text came out wider or higher than its zone."""
    return {key for key, box in _fitted(document, layout) if not _inside(box, layout, key)}


def used(document: Any, layout: Layout, key: str) -> tuple[float, float]:
    """Share of the zone's width (widest line) and height that the worst text of this place takes."""
    shares = [_shares(box, layout, key) for found, box in _fitted(document, layout) if found == key]
    return max(w for w, _ in shares), max(h for _, h in shares)


def _inside(box: Any, layout: Layout, key: str) -> bool:
    return max(_shares(box, layout, key)) <= 1


def _shares(box: Any, layout: Layout, key: str) -> tuple[float, float]:
    zone = layout.places[key].zone
    lines = [child for child in box.children if type(child).__name__ == "LineBox"]
    widest = max((_line_width(line) for line in lines), default=0.0)
    return PX * widest / zone.width, PX * sum(line.height for line in lines) / zone.height


def _line_width(line: Any) -> float:
    texts = [box for box in line.descendants() if type(box).__name__ == "TextBox"]
    left = min((text.position_x for text in texts), default=0.0)
    return float(max((text.position_x + text.width for text in texts), default=0.0) - left)


def _fitted(document: Any, layout: Layout) -> Iterator[tuple[str, Any]]:
    for box in _boxes(document):
        classes = set((box.element.get("class") or "").split()) if box.element is not None else set()
        for key in classes & layout.places.keys():
            yield key, box


def _boxes(document: Any) -> Iterator[Any]:
    stack = [page._page_box for page in document.pages]
    while stack:
        box = stack.pop()
        box = getattr(box, "_box", box)  # what is placed absolutely stands behind a placeholder
        if type(box).__name__ == "BlockBox":
            yield box
        stack += getattr(box, "children", [])
