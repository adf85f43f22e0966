"""What the log contributes to the acts that cross all apps (lms.core.registry)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lms.core.reads import guard_address, name_kind
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

name_kind("logbook.note", _("a shared note of your supervision"))
name_kind("logbook.remark", _("a question or an answer about your hours"))
guard_address("logbook:supervisee", "logbook.note")
guard_address("logbook:supervise_entry", "logbook.note")
