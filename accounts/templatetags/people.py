"""How people's names stand on a page: any script beside any other, with pronouns only where they may be seen."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def called(person: Any) -> SafeString:
    """What somebody is called. `<bdi>`: a name in another script does not turn what stands beside it around."""
    return format_html("<bdi>{}</bdi>", str(person))


@register.simple_tag
def called_with_pronouns(person: Any) -> SafeString:
    """As `called`, with pronouns for the people somebody works with here, when they chose that. Never on a page for others."""
    shown = person.pronouns_for_people
    return format_html('<bdi>{}</bdi> <span class="muted">(<bdi>{}</bdi>)</span>', str(person), shown) if shown else called(person)
