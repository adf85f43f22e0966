"""Words for what differs between two editions."""

from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from assessments.worddiff import Span
from courses.blocks import STEP_BLOCKS
from courses.editions.differing import BlockChange
from courses.queries.release_screen import spans as spans_of

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
    "": _("Order"),
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
def spans(change: BlockChange) -> list[Span]:
    """The words of a change, piece by piece."""
    return spans_of(change)
