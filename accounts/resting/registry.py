"""What breaks and adjustments contribute to the acts that cross all apps."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Adjustment, Break, User
from accounts.queries import selves
from accounts.resting import messages as break_messages  # noqa: F401 - registers itself
from accounts.services.adjustments import words_of
from accounts.services.breaks import check_in
from lms.core.registry import Erased, Keeping, Planned, register

TEN_YEARS = 10 * 365  # longer than the terms that a break may still move
ONE_YEAR = 365


def _forget(rows: Any) -> int:
    """Delete breaks and what history holds of them. Returns how many breaks went."""
    pks = list(rows.values_list("pk", flat=True))
    Break.objects.filter(pk__in=pks).delete()
    Break.history.filter(id__in=pks).delete()  # last: letting go of a row writes a line of history as well
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
    """A break may move the end of a term that is long over; after ten years nothing asks for it any more."""

    def let_go(before: datetime) -> int:
        return _forget(Break.objects.filter(ended_on__lt=before.date()))

    return [Keeping("accounts.breaks", _("Days on a break"), _("the end of the break"), _("deleted"), TEN_YEARS, let_go)]


def _forget_adjustments(rows: Any) -> int:
    pks = list(rows.values_list("pk", flat=True))
    Adjustment.objects.filter(pk__in=pks).delete()
    Adjustment.history.filter(id__in=pks).delete()  # last: letting go of a row writes a line of history as well
    return len(pks)


def erase_adjustments(person: User) -> list[Erased]:
    """What helped, and the words about it, go at once."""
    gone = _forget_adjustments(Adjustment.objects.filter(person=person))
    return [Erased(_("what helps you in tests"), "gone")] if gone else []


def plan_adjustments(person: User) -> list[Planned]:
    return [Planned(_("what helps you in tests"), "now")] if Adjustment.objects.filter(person=person).exists() else []


def export_adjustments(person: User) -> dict[str, Any]:
    """Everything that was asked for, with the person's own words."""
    rows = Adjustment.objects.own(person).select_related("person")
    return {
        "adjustments": [
            {
                "what": str(row.label),
                "state": row.state,
                "asked_on": row.asked_on.isoformat(),
                "ended_on": row.ended_on.isoformat() if row.ended_on else None,
                "words": words_of(row),
            }
            for row in rows
        ]
    }


def keep_adjustments() -> list[Keeping]:
    """A year after they ended, or after somebody who is not on a break was last here."""

    def let_go(before: datetime) -> int:
        on_a_break = Break.objects.filter(ended_on__isnull=True).values("person")
        left = Q(person__last_login__lt=before, asked_on__lt=before.date()) & ~Q(person__in=on_a_break)
        return _forget_adjustments(Adjustment.objects.filter(Q(ended_on__lt=before.date()) | left))

    return [Keeping("accounts.adjustments", _("What helps in tests"), _("leaving, or ending it"), _("deleted"), ONE_YEAR, let_go)]


register("erase", "accounts.breaks", erase)
register("plan", "accounts.breaks", plan)
register("export", "accounts.breaks", export)
register("keep", "accounts.breaks", keep)
register("remind", "accounts.breaks", check_in)
register("erase", "accounts.adjustments", erase_adjustments)
register("plan", "accounts.adjustments", plan_adjustments)
register("export", "accounts.adjustments", export_adjustments)
register("keep", "accounts.adjustments", keep_adjustments)
