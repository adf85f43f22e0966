"""What the log contributes to the acts that cross all apps (lms.core.registry)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lms.core.letting_go import erased, planned
from lms.core.reads import guard_address, name_kind
from lms.core.registry import register

from .audit import check
from .keeping import keep
from .letting_go import PARTS
from .privacy import export
from .reminders import remind

register("erase", "logbook", erased(PARTS))
register("plan", "logbook", planned(PARTS))
register("keep", "logbook", keep)
register("export", "logbook", export)
register("check", "logbook", check)
register("remind", "logbook", remind)

name_kind("logbook.note", _("a shared note of your supervision"))
name_kind("logbook.remark", _("a question or an answer about your hours"))
guard_address("logbook:supervisee", "logbook.note")
guard_address("logbook:supervise_entry", "logbook.note")
