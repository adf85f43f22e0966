"""Words for what differs between two editions."""

from typing import Any

from django import template
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from courses.blocks import STEP_BLOCKS
from courses.queries.who_is_on import FEWEST

register = template.Library()

KINDS = {"added": _("new"), "taken_out": _("taken out"), "changed": _("changed"), "moved": _("another order")}
PLACES = {
    "title": _("Title"),
    "minutes": _("Minutes"),
    "summary": _("Summary"),
    "outcomes": _("Outcomes"),
    "minutes_by_domain": _("Minutes that count"),
    "completion": _("What finishing asks for"),
    "prerequisites": _("What comes before"),
    "topics": _("Topics"),
}


@register.filter
def said_kind(kind: str) -> Any:
    """How something is not as it was."""
    return KINDS[kind]


@register.filter
def said_block(name: str) -> Any:
    """What a block, or a fact about a step or the module, is called in the workshop."""
    blocks = dict(STEP_BLOCKS)
    return blocks[name].label if name in blocks else PLACES.get(name, name)


@register.filter
def said_people(people: int | None) -> str:
    """A number of people as an editor is told it: never between nobody and five (courses.queries.who_is_on)."""
    if people is None:
        return _now("fewer than %(fewest)s people") % {"fewest": FEWEST}
    return _now("%(people)s people") % {"people": people} if people else _now("nobody")
