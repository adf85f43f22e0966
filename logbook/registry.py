"""What the log contributes to the acts that cross all apps (lms.core.registry)."""

from __future__ import annotations

from lms.core.registry import register

from .audit import check
from .privacy import erase, export
from .reminders import remind
from .services.retire import forget_old_notes


def nightly(on):  # type: ignore[no-untyped-def]
    """Notes whose time is up."""
    return forget_old_notes(on=on)


register("erase", "logbook", erase)
register("export", "logbook", export)
register("check", "logbook", check)
register("remind", "logbook", remind)
register("nightly", "logbook", nightly)
