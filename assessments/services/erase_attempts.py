"""What goes of a person's tests at an erasure."""

from django.db import transaction

from accounts.models import User
from assessments.models import Answer, Attempt
from assessments.quiz_states import OPEN, VOIDED
from lms.core.models import MoveEvent


@transaction.atomic
def erase_attempts(person: User) -> None:
    """Answers that were never handed in go, and every private flag; results stay without a name."""
    for attempt in Attempt.objects.filter(person=person).open():
        abandon(attempt, person)
    Answer.objects.filter(slot__attempt__person=person, flagged=True).update(flagged=False)


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
