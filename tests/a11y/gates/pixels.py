"""Pixels of a picture beside pixels of another: how many changed, and by how much."""

from io import BytesIO
from typing import Any

from PIL import Image

Box = dict[str, float]


def picture(page: Any, box: Box, around: int = 8) -> Image.Image:
    """The box on the screen with some room around it, cut at the window's edges."""
    window = page.viewport_size
    left, top = max(0, int(box["x"]) - around), max(0, int(box["y"]) - around)
    right = min(window["width"], int(box["x"] + box["width"]) + around)
    bottom = min(window["height"], int(box["y"] + box["height"]) + around)
    clip = {"x": left, "y": top, "width": max(1, right - left), "height": max(1, bottom - top)}
    return Image.open(BytesIO(page.screenshot(clip=clip))).convert("RGB")


def changed(one: Image.Image, other: Image.Image, at_least: float = 3) -> int:
    """How many pixels differ by this contrast or more; with 1, how many differ at all."""
    pairs = zip(_pixels(one), _pixels(other), strict=True)
    counted: dict[tuple[Any, Any], int] = {}
    for pair in pairs:
        if pair[0] != pair[1]:
            counted[pair] = counted.get(pair, 0) + 1
    return sum(count for (before, after), count in counted.items() if contrast(before, after) >= at_least)


def _pixels(image: Image.Image) -> list[tuple[int, int, int]]:
    raw = image.tobytes()
    return list(zip(raw[0::3], raw[1::3], raw[2::3], strict=True))


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    bright, dim = sorted((_light(one), _light(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _light(colour: tuple[int, int, int]) -> float:
    red, green, blue = (part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
