"""What the desk contributes to the acts that cross all apps."""

from typing import Any

from django.utils.translation import gettext as _

from accounts.models import DataCopy, User
from accounts.queries import selves
from lms.core.registry import Erased, Planned, register

from .copying.asking import remove_copy, remove_old_copies


def erase(person: User) -> list[Erased]:
    """Copies that still wait for somebody go at once: they hold everything."""
    copies = DataCopy.objects.filter(person=person)
    for copy in copies.open_at().select_related("file"):
        remove_copy(copy=copy)
    if not copies.exists():
        return []
    return [
        Erased(_("copies of everything that you asked for"), "gone"),
        Erased(_("that you asked for a copy, and when"), "kept", _("it shows that you got what you asked for")),
    ]


def plan(person: User) -> list[Planned]:
    """What `erase` would do."""
    if not DataCopy.objects.filter(person=person).exists():
        return []
    return [
        Planned(_("copies of everything that you asked for"), "now"),
        Planned(_("that you asked for a copy, and when"), "stays", _("it shows that you got what you asked for")),
    ]


def export(person: User) -> dict[str, Any]:
    """That copies were asked for: not what stood in them, which is here anyway."""
    rows = DataCopy.objects.filter(person__in=selves(person)).order_by("asked_at")
    return {"copies_asked_for": list(rows.values("asked_at", "ready_at", "fetched_at", "removed_at", "expires_at"))}


register("erase", "desk.copies", erase)
register("plan", "desk.copies", plan)
register("export", "core.copies", export)
register("tick", "desk.copies", remove_old_copies)
