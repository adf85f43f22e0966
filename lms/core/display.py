"""How somebody likes to see the service (ux.md 1.4).

Kept in a cookie, so that nobody has to sign in for it, and on the person as well, so that another device looks the same after signing in.
"""

from dataclasses import dataclass, fields
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

COOKIE = "display"
YEAR = 365 * 24 * 3600

# name -> {value: words}. The first value is what everybody has who chose nothing.
CHOICES: dict[str, dict[str, Any]] = {
    "theme": {"device": _("As my device does"), "light": _("Light"), "dark": _("Dark"), "soft": _("Soft: paper colours, less glare")},
    "size": {"100": _("Usual"), "125": _("Larger"), "150": _("Largest")},
    "font": {
        "standard": _("Source Sans, the usual one"),
        "hyperlegible": _("Atkinson Hyperlegible: letters that are hard to mix up"),
        "device": _("The one my device uses"),
    },
    "spacing": {"usual": _("Usual"), "wide": _("More space between lines and letters")},
    "links": {"usual": _("Usual"), "underline": _("Always underline links")},
    "motion": {"device": _("As my device does"), "less": _("Nothing moves")},
    "timers": {"show": _("Show how much time is left"), "hide": _("Hide it until I ask")},
    "notes": {"all": _("Before every hard topic"), "strong": _("Only before strong ones"), "none": _("Never")},
    "title": {"full": _("What the page is about"), "plain": _("Always the same neutral words")},
    "exit": {"some": _("On the support page and where it may help"), "every": _("On every page")},
}
USUAL = "usual"  # what a person's row holds when they chose the usual on purpose: another device's old cookie must not win
ON_PAGE = {"theme", "size", "font", "spacing", "links", "motion"}


@dataclass(frozen=True)
class Display:
    """One reader's choices. Every value is one of CHOICES: a cookie may hold anything."""

    theme: str = "device"
    size: str = "100"
    font: str = "standard"
    spacing: str = "usual"
    links: str = "usual"
    motion: str = "device"
    timers: str = "show"
    notes: str = "all"
    title: str = "full"
    exit: str = "some"

    @classmethod
    def read(cls, cookie: str) -> "Display":
        """From `theme:dark|size:125`. Unknown names and values are left out."""
        pairs = (part.partition(":") for part in cookie.split("|"))
        return cls(**{name: value for name, _colon, value in pairs if value in CHOICES.get(name, {})})

    def write(self) -> str:
        """The cookie's value: only what differs from the usual."""
        return "|".join(f"{name}:{value}" for name, value in self._chosen())

    @property
    def attributes(self) -> list[tuple[str, str]]:
        """What `<html>` carries as data-… attributes."""
        return [(name, value) for name, value in self._chosen() if name in ON_PAGE]

    def _chosen(self) -> list[tuple[str, str]]:
        values = [(field.name, str(getattr(self, field.name)), str(field.default)) for field in fields(self)]
        return [(name, value) for name, value, usual in values if value != usual]


def display_of(request: HttpRequest) -> Display:
    """The choices of whoever reads: their own when they are signed in and have made some, else those of this device. No query."""
    own = getattr(getattr(request, "user", None), "display", "")
    return Display.read(own or request.COOKIES.get(COOKIE, ""))
