"""Taking a step out of every edition, and putting it back."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from courses.models import ModuleEdition, StepWithdrawal
from courses.models.withdrawals import REASONS
from lms.core import clock
from lms.core.errors import Refused
from lms.core.permissions import require


@transaction.atomic
def withdraw_step(
    *, module_key: UUID, step_key: str, reason: Literal["safeguarding", "consent", "mistake"], by: User, note: str = "",
    at: datetime | None = None,
) -> StepWithdrawal:  # fmt: skip
    """Put a step aside for everybody, on whichever edition they are; editions do not change. Nobody loses what they did in it.

    `note` is for editors. Raises Refused when it is away already or no edition has such a step, PermissionDenied for others than editors
    and administrators.
    """
    if reason not in dict(REASONS):
        raise Refused(_("Say why this step goes."))
    return _write(module_key, step_key, "withdraw", by, reason, note, at)


@transaction.atomic
def restore_step(*, module_key: UUID, step_key: str, by: User, note: str = "", at: datetime | None = None) -> StepWithdrawal:
    """Put a withdrawn step back in its place. Raises Refused when it is not away, PermissionDenied as `withdraw_step` does."""
    return _write(module_key, step_key, "restore", by, "", note, at)


def _write(module_key: UUID, step_key: str, act: str, by: User, reason: str, note: str, at: datetime | None) -> StepWithdrawal:
    require(by, "courses.withdraw_step", module_key)
    # Under the lock of the module's first edition: of two presses at once the second finds the step away.
    first = ModuleEdition.objects.light().select_for_update().filter(module_key=module_key).order_by("pk").first()
    if first is None or not _is_in(module_key, step_key):
        raise Refused(_("No edition has this step."))
    if (step_key in StepWithdrawal.objects.away(module_key)) == (act == "withdraw"):
        raise Refused(_("This has been done already."))
    return StepWithdrawal.objects.create(
        module_key=module_key, step_key=step_key, act=act, reason=reason, note=note, by=by, at=at or clock.now()
    )


def _is_in(module_key: UUID, step_key: str) -> bool:
    outlines = ModuleEdition.objects.filter(module_key=module_key).values_list("outline", flat=True)
    return any(line["key"] == step_key for outline in outlines for line in outline["steps"])
