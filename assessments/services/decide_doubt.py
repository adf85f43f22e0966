"""A person decides about a pass that marking again would take away."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from assessments.models import Attempt, OptionVoid, PassInDoubt
from assessments.services.mark_again import plan_again, write
from lms.core import clock
from lms.core.errors import Refused
from lms.core.permissions import require


@transaction.atomic
def decide_doubt(*, doubt: PassInDoubt, by: User, keeps: bool, why: str, at: datetime | None = None) -> PassInDoubt:
    """The pass stands (`keeps`), or the paper is marked again with what follows. Raises Refused for a second decision, without a reason,
    or when `by` is the person who took the part back or put it back."""
    require(by, "assessments.decide_pass")
    held = PassInDoubt.objects.select_for_update(of=("self",)).select_related("void").get(pk=doubt.pk)
    if held.decision:
        raise Refused(_("This has been decided already."))
    if held.void.by_id == by.pk:
        raise Refused(_("Somebody else decides this: you changed the question."))
    if not why.strip():
        raise Refused(_("Write why. People who look into a result later read it."))
    moment = at or clock.now()
    if not keeps:
        lower(held, moment)
    held.decision, held.decided_by, held.decided_at, held.why = "kept" if keeps else "marked_again", by, moment, why.strip()
    held.save(update_fields=["decision", "decided_by", "decided_at", "why"])
    return held


def lower(doubt: PassInDoubt, moment: datetime) -> None:
    attempt = Attempt.objects.select_for_update(of=("self",)).select_related("quiz_version").get(pk=doubt.attempt_id)
    version = doubt.void.version_id
    voided = OptionVoid.objects.parts([version]).get(version, frozenset())
    write(plan_again([attempt], doubt.void, voided, moment, guarded=False))
