"""How an entry is said: lengths, times, states, and the address of its page for whoever looks."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from django import template
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from accounts.queries import are_one
from lms.core import clock
from logbook.models import Entry
from logbook.words import ACTIVITIES, CHANNELS, MODES, SETTINGS, TOPICS

register = template.Library()
_WORDS = {key: words for choices in (ACTIVITIES, MODES, SETTINGS, CHANNELS, TOPICS) for key, words in choices}


@register.filter
def short(minutes: int) -> str:
    """`180|short` -> "3 h", `90|short` -> "1 h 30 min", `45|short` -> "45 min"."""
    hours, rest = divmod(int(minutes), 60)
    said_hours = _("%(n)d h") % {"n": hours}
    said_rest = _("%(n)d min") % {"n": rest}
    if hours and rest:
        return f"{said_hours} {said_rest}"
    return said_hours if hours or not rest else said_rest


@register.filter
def moment(minute: int) -> str:
    """`840|moment` -> "2 pm"."""
    hour, rest = divmod(int(minute) % (24 * 60), 60)
    return formats.time_format(time(hour, rest), "P").replace("a.m.", "am").replace("p.m.", "pm")


@register.filter
def span(entry: Any) -> str:
    """ "2 pm to 5 pm" for an entry or facts; "" when the time of day is not known."""
    if entry.start_minute is None:
        return ""
    return _("%(start)s to %(end)s") % {"start": moment(entry.start_minute), "end": moment(entry.start_minute + entry.minutes)}


@register.filter
def day(value: date) -> str:
    """ "Tue 17 Nov", with the year when it is not this one."""
    return formats.date_format(value, "D j M" if value.year == clock.today().year else "D j M Y")


@register.filter
def words(key: str) -> str:
    """The words of a key from the short lists."""
    return str(_WORDS.get(key, key))


@register.filter
def what(entry: Any) -> str:
    """ "Peer support, one to one, drop-in or centre", "Supervision session, in a group of 4": place and people by kind and number only."""
    mode = _("in a group of %(n)d") % {"n": entry.group_size} if entry.group_size else _low(words(entry.mode))
    where = entry.setting if entry.kind == "practice" else entry.channel
    return ", ".join(part for part in (words(entry.activity), mode, _low(words(where)) if where else "") if part)


def _low(text: str) -> str:
    return text[:1].lower() + text[1:]


@register.filter
def is_me(reader: Any, row_id: int | None) -> bool:
    """`request.user|is_me:entry.person_id`: also under a second record that was joined to this one."""
    return are_one(reader, row_id)


def area_for(entry: Entry, reader: Any) -> str:
    """Under which address this person finds the entry."""
    if not are_one(reader, entry.person_id):
        return "supervise"
    return "hours" if entry.kind == "practice" else "supervision"


@register.simple_tag(takes_context=True)
def entry_url(context: dict[str, Any], entry: Entry, act: str = "entry") -> str:
    """The address of an entry, or of an act on it, in the reader's own part of the house."""
    return reverse(f"logbook:{area_for(entry, context['request'].user)}_{act}", kwargs={"ref": entry.public_id})


@register.inclusion_tag("_ui/tag.html", takes_context=True)
def entry_state(context: dict[str, Any], entry: Entry) -> dict[str, str]:
    """Where an entry stands, in words that name who it waits for."""
    kind, text = state_for(entry, context["request"].user)
    return {"kind": kind, "text": text, "picture": {"met": "tick", "yet": "again", "wait": "dots"}.get(kind, "open")}


def state_for(entry: Entry, reader: Any) -> tuple[str, str]:
    """(kind of tag, words) for this reader. A question or a session to confirm is "for you"; the rest waits with the other hand."""
    if entry.state == "countersigned":
        return ("off", _("Replaced")) if getattr(entry, "is_replaced", False) else ("met", _("Confirmed"))
    if entry.state == "draft":
        return "off", _("Not sent yet")
    waits_for = entry.awaits_id if entry.state == "submitted" else entry.logged_by_id
    if are_one(reader, waits_for):
        return "yet", _("There is a question") if entry.state == "returned" else _("For you to confirm")
    name = entry.supervisor if waits_for == entry.supervisor_id else entry.person
    return "wait", _("With %(name)s") % {"name": name}
