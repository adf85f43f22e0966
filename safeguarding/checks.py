"""A worry needs somebody who reads it."""

from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register  # noqa: A004 - Django's name
from django.db import DatabaseError, transaction


@register(Tags.database)
def somebody_leads(app_configs: Any, databases: Any = None, **_: Any) -> list[CheckMessage]:
    """A warning while nobody is safeguarding lead for everywhere: worries would wait unread. Nothing before the first migration."""
    from safeguarding.queries import leads_everywhere

    if "default" not in (databases or []):
        return []
    try:
        with transaction.atomic():
            found = leads_everywhere()
    except DatabaseError:
        return []
    says = "Nobody is safeguarding lead for everywhere: worries about people would wait unread. Give the role to somebody."
    return [] if found else [Warning(says, id="alongside.W009")]
