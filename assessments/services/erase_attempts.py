"""What goes and what stays of a person's tests: at an erasure, and when the time of the answers is up."""

from datetime import date

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from assessments.models import Answer, Attempt
from assessments.quiz_states import OPEN, VOIDED
from lms.core.models import MoveEvent
from lms.core.registry import Erased

# ux.md 5.4: six years after the test only the scores are kept.
ANSWERS_KEPT_YEARS = 6


@transaction.atomic
def erase_attempts(person: User) -> list[Erased]:
    """Answers that were never handed in go, and every private flag; results stay without a name."""
    mine = Attempt.objects.filter(person=person)
    if not mine.exists():
        return []
    for attempt in mine.open():
        abandon(attempt, person)
    Answer.objects.filter(slot__attempt__person=person, flagged=True).update(flagged=False)
    return [
        Erased(_("test answers that were not handed in, and flags"), "gone"),
        Erased(_("results of tests, and the answers behind them"), "kept", _("decisions about certificates rest on them")),
    ]


def abandon(attempt: Attempt, person: User) -> None:
    """Set an open try aside and forget what stood in it. Not through `void_attempt`: nobody here asks to try again."""
    Attempt.objects.filter(pk=attempt.pk).update(state=VOIDED)
    MoveEvent.objects.create(
        record_type=Attempt._meta.label_lower,
        record_ref=attempt.public_id,
        verb="void",
        from_state=OPEN,
        to_state=VOIDED,
        by_ref=person.public_id,
    )
    Answer.objects.filter(slot__attempt=attempt, revision__gt=0).update(response=None, saved_at=None)
    Answer.objects.filter(slot__attempt=attempt).update(is_open=False)


def forget_old_answers(on: date) -> int:
    """Reduce tests whose time is up to their scores. Returns how many answers were forgotten; safe to repeat."""
    before = on - relativedelta(years=ANSWERS_KEPT_YEARS)
    old = Answer.objects.filter(slot__attempt__submitted_at__date__lt=before, response__isnull=False)
    return old.update(response=None, saved_at=None, flagged=False)
