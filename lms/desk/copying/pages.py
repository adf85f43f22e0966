"""What apps export, as plain pages: no script, nothing loaded from elsewhere, every word of anybody escaped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .words import APPS, KEYS

DEEPEST = 12


@dataclass(frozen=True)
class Part:
    """One page of the copy. `name` is its file name without an ending; `data` is what the app said, room by room."""

    name: str
    data: dict[str, Any]
    files: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        return str(APPS.get(self.name, said(self.name)))


def said(key: str) -> str:
    """A key in words: from the list of known ones, else the key itself, read aloud."""
    if key in KEYS:
        return str(KEYS[key])
    words = key.rpartition("__")[2].replace("_", " ").replace(".", ", ").strip()
    return words[:1].upper() + words[1:]


def value(thing: Any) -> str:
    """One value in words."""
    if thing is None or thing == "":
        return "–"
    if isinstance(thing, bool):
        return _("yes") if thing else _("no")
    when = _moment(thing)
    if isinstance(when, datetime):
        return date_format(localtime(when) if is_aware(when) else when, "j F Y, H:i")
    return date_format(when, "j F Y") if when else str(thing)


def _moment(thing: Any) -> date | None:
    if isinstance(thing, date):
        return thing
    if not (isinstance(thing, str) and len(thing) >= 10 and thing[4:5] == "-"):
        return None
    try:
        return parse_datetime(thing) if "T" in thing else parse_date(thing)
    except ValueError:
        return None


def drawn(thing: Any, level: int = 0) -> SafeString:
    """Any JSON-able value as HTML: lists, pairs and paragraphs. Everything is escaped on the way."""
    if isinstance(thing, dict) and level < DEEPEST:
        return _pairs(thing, level)
    if isinstance(thing, list | tuple) and level < DEEPEST:
        return _lines(thing, level)
    return format_html('<span class="words">{}</span>', value(thing))


def _pairs(thing: dict[str, Any], level: int) -> SafeString:
    if not thing:
        return format_html("<p>{}</p>", _("Nothing."))
    rows = ((said(str(key)), drawn(each, level + 1)) for key, each in thing.items())
    return format_html("<dl>{}</dl>", format_html_join("\n", "<div><dt>{}</dt><dd>{}</dd></div>", rows))


def _lines(thing: Iterable[Any], level: int) -> SafeString:
    lines = [(drawn(each, level + 1),) for each in thing]
    return format_html("<ul>{}</ul>", format_html_join("\n", "<li>{}</li>", lines)) if lines else format_html("<p>{}</p>", _("Nothing."))


@cache
def style() -> SafeString:
    """The look of the pages: our own file, with nothing of anybody's in it."""
    return mark_safe(Path(__file__).with_name("look.css").read_text(encoding="utf-8"))


def page(part: Part) -> str:
    """One page as HTML."""
    rooms = [(said(key), drawn(thing)) for key, thing in part.data.items()]
    return render_to_string("desk/copying/page.html", {"part": part, "rooms": rooms, "style": style()})


def index(person: Any, parts: list[Part], made_at: datetime, files: list[str]) -> str:
    """The first page: what is in the copy, and what is not and why."""
    context = {"person": person, "parts": parts, "made_at": made_at, "files": files, "not_in": NOT_IN, "style": style()}
    return render_to_string("desk/copying/index.html", context)


NOT_IN = [
    gettext_lazy("Notes that the certification board writes for itself: a person gives them to you when you ask, after checking them."),
    gettext_lazy("Concerns about somebody's safety: the person who is named for them answers what you ask."),
    gettext_lazy("What other people wrote about their own lives."),
    gettext_lazy("Names of members of staff, where you are not told them elsewhere."),
]
