"""What breaks contribute to the acts that cross all apps."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Break, User
from accounts.queries import selves
from accounts.services.breaks import check_in
from lms.core.registry import Erased, Keeping, Planned, register

from . import break_messages  # noqa: F401 - registers itself

SIX_YEARS = 6 * 365


def _forget(rows: Any) -> int:
    """Delete breaks and what history holds of them. Returns how many breaks went."""
    pks = list(rows.values_list("pk", flat=True))
    Break.history.filter(id__in=pks).delete()
    Break.objects.filter(pk__in=pks).delete()
    return len(pks)


def erase(person: User) -> list[Erased]:
    """Breaks go without a trace: what they moved has ended with the person's standing."""
    gone = _forget(Break.objects.filter(person=person))
    return [Erased(_("that you were on a break, and when"), "gone")] if gone else []


def plan(person: User) -> list[Planned]:
    return [Planned(_("that you were on a break, and when"), "now")] if Break.objects.filter(person=person).exists() else []


def export(person: User) -> dict[str, Any]:
    """The days and whom the person told."""
    rows = Break.objects.filter(person__in=selves(person))
    return {
        "breaks": [
            {
                "from": row.began_on.isoformat(),
                "until": row.ended_on.isoformat() if row.ended_on else None,
                "day_chosen": row.back_on.isoformat() if row.back_on else None,
                "told_supervisor": row.tells_supervisor,
                "told_programme": row.tells_manager,
            }
            for row in rows
        ]
    }


def keep() -> list[Keeping]:
    """A break may move the end of a term that is long over; after six years nothing asks for it any more."""

    def let_go(before: datetime) -> int:
        return _forget(Break.objects.filter(ended_on__lt=before.date()))

    return [Keeping("accounts.breaks", _("Days on a break"), _("the end of the break"), _("deleted"), SIX_YEARS, let_go)]


register("erase", "accounts.breaks", erase)
register("plan", "accounts.breaks", plan)
register("export", "accounts.breaks", export)
register("keep", "accounts.breaks", keep)
register("remind", "accounts.breaks", check_in)
