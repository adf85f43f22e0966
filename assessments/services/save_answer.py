"""Keep an answer at once, without ever letting an older tab overwrite a newer one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import User
from assessments.models import Answer, AttemptSlot
from assessments.services.run_clock import refuse_late
from lms.core import clock
from lms.core.errors import Refused
from lms.core.permissions import require


class HandedIn(Refused):
    """The test was handed in or set aside; what stands in it stays."""

    def __init__(self) -> None:
        super().__init__(_("This test is closed. Your answers stay as you handed them in."))


class Overtaken(Refused):
    """A newer answer stands there. `stored` is that one; nothing was written."""

    def __init__(self, stored: Answer) -> None:
        super().__init__(_("You changed this in another tab. Here are both."))
        self.stored = stored


def save_answer(
    *, slot: AttemptSlot, by: User, response: Mapping[str, Any] | None, flagged: bool, revision: int, at: datetime | None = None
) -> Answer:
    """Keep what the kind of the question has read (None: left open). Returns the answer with its new revision.

    `revision` is the one that the page was showing. One guarded UPDATE and no transaction: the row is written only while it is open
    and still has that revision. Sending the same again changes nothing and is no mistake, so a lost reply may be asked for again.
    Raises Overtaken, HandedIn or TimeIsUp.
    """
    require(by, "assessments.answer_attempt", slot.attempt)
    moment = at or clock.now()
    refuse_late(slot.attempt, moment)
    here = Answer.objects.filter(pk=slot.pk, revision=revision, is_open=True)
    saved_at = slot.attempt.not_before_it_began(moment)
    written = here.update(response=response, flagged=flagged, saved_at=saved_at, revision=F("revision") + 1)
    if not written:
        return already_there(slot, response, flagged)
    return Answer(slot=slot, response=response, flagged=flagged, revision=revision + 1, saved_at=saved_at)


def already_there(slot: AttemptSlot, response: Mapping[str, Any] | None, flagged: bool) -> Answer:
    """Nothing was written: because it stands there already, because the test is closed, or because somebody was faster."""
    stored = Answer.objects.get(pk=slot.pk)
    if not stored.is_open:
        raise HandedIn
    if (stored.response, stored.flagged) != (response, flagged):
        raise Overtaken(stored)
    return stored
