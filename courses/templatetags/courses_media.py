"""{{ sha256|media_url }}: files of an edition in its own mark-up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import template
from django.urls import reverse

register = template.Library()


@dataclass(frozen=True)
class Kind:
    """The sizes of a picture in one kind of file, from small to large."""

    type: str
    sizes: tuple[Mapping[str, Any], ...]

    @property
    def largest(self) -> Mapping[str, Any]:
        return self.sizes[-1]

    @property
    def srcset(self) -> str:
        return ", ".join(f"{media_url(size['sha256'])} {size['width']}w" for size in self.sizes)


@register.filter
def media_url(sha256: str) -> str:
    """The address of a kept file. It is the hash, so that what lies there never changes."""
    return reverse("courses:media", args=[sha256])


@register.filter
def by_type(sources: Iterable[Mapping[str, Any]]) -> list[Kind]:
    """The sources of a picture as its edition lists them: best kind first, and last the one that every browser knows."""
    return [Kind(kind, tuple(sizes)) for kind, sizes in groupby(sources, key=lambda source: str(source["type"]))]


@register.filter
def ending(name: str) -> str:
    """The kind of a file as people call it: PDF."""
    return name.rpartition(".")[2].upper()[:8]
