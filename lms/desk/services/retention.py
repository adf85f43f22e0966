"""Choosing how long things are kept, and looking at what that would do (ux.md 5.4)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from lms.core import clock
from lms.core.errors import Refused
from lms.core.models import RetentionRule, RetentionRun
from lms.core.permissions import require
from lms.core.registry import Keeping
from lms.core.retention import chosen_days, days_of, keepings, preview

LONGEST_DAYS = 100 * 365


@dataclass(frozen=True)
class KeptLine:
    """One row of the table: what it is, how many days hold (None: for good), and what the last night let go of (None: nothing was run)."""

    keeping: Keeping
    days: int | None
    last: int | None

    @property
    def is_changed(self) -> bool:
        return self.days != self.keeping.days


def kept_lines() -> list[KeptLine]:
    """The whole table in two statements."""
    chosen, run = chosen_days(), RetentionRun.objects.first()
    rows = {line["key"]: line["rows"] for line in run.lines} if run else {}
    return [KeptLine(keeping, days_of(keeping, chosen), rows.get(keeping.key)) for keeping in keepings()]


def kept_line(key: str) -> KeptLine | None:
    return next((line for line in kept_lines() if line.keeping.key == key), None)


def would_go(line: KeptLine, days: int | None) -> int:
    """How many rows the next night would let go of if `days` held."""
    return preview(line.keeping, days, clock.now())


@transaction.atomic
def set_days(*, line: KeptLine, days: int | None, by: User) -> RetentionRule:
    """Keep this kind of record for so many days from now on; None: for good. Who chose it, and what held before, stays in the history."""
    require(by, "accounts.set_retention")
    if days is not None and not 1 <= days <= LONGEST_DAYS:
        raise Refused(_("Write a number of days between 1 and %(most)d.") % {"most": LONGEST_DAYS})
    rule, _is_new = RetentionRule.objects.update_or_create(
        key=line.keeping.key, defaults={"days": days, "changed_by_ref": by.public_id, "changed_at": clock.now()}
    )
    return rule
