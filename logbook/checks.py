"""What must hold before the service starts."""

from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register  # noqa: A004 - the name is Django's

from .guard import TRIGGER, guard_stands


@register(Tags.database)
def confirmed_entries_are_guarded(app_configs: Any, databases: Any = None, **_: Any) -> list[CheckMessage]:
    """Without the trigger somebody with a database prompt could add an hour to a confirmed entry."""
    missing = [using for using in databases or [] if not guard_stands(using=using)]
    return [Warning(f"Trigger {TRIGGER} is missing: run `manage.py migrate`.", id="alongside.W040") for _ in missing]
