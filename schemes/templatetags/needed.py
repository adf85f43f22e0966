"""What a scheme asks, said on pages of apps below that know nothing of schemes (docs/decisions/0089)."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import RequestContext

from schemes.screens import schemes_screen

register = template.Library()


@register.inclusion_tag("schemes/_needed.html", takes_context=True)
def needed(context: RequestContext, kind: str) -> dict[str, Any]:
    """How far I am with each requirement of a kind, such as `practice_minutes`. Asks what the home page asks for its path."""
    paths = schemes_screen(context["request"].user)
    found = [(path, line) for path in paths for line in path.shown.leaves if line.outcome.kind == kind]
    return {"found": found, "many": len(paths) > 1}
