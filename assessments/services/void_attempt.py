"""Set a try aside: something got in the way. It does not use a try, and nobody is asked why."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Break, User
from accounts.queries import are_one, selves
from assessments.models import Answer, Attempt
from assessments.models.quizzes import NO_CLOCK
from assessments.quiz_states import VOIDED
from lms.core.errors import Refused
from lms.core.moves import move


@transaction.atomic
def void_attempt(*, attempt: Attempt, by: User, at: datetime | None = None) -> Attempt:
    """Raises Refused when somebody sets a try of the same test aside for themselves a second time, NotAllowed when it is not open.

    A try during which the person was on a break may always be set aside: nobody has to come back to it.
    The reason is never kept: it would be a record about somebody's health.
    """
    if are_one(by, attempt.person_id) and has_set_aside_before(attempt) and not has_been_parked(attempt):
        raise Refused(_("You have set a try aside before. Ask the people who run your programme: they can do it again for you."))
    move(attempt, "void", by=by, at=at)
    Attempt.objects.filter(pk=attempt.pk).update(**NO_CLOCK)
    Answer.objects.filter(slot__attempt=attempt).update(is_open=False)
    return attempt


def has_set_aside_before(attempt: Attempt) -> bool:
    same = Attempt.objects.filter(person__in=selves(attempt.person), quiz=attempt.quiz_id, context_key=attempt.context_key)
    return same.filter(state=VOIDED).exists()


def has_been_parked(attempt: Attempt) -> bool:
    """Whether a break began since this try was started: the try was parked then, with its answers."""
    began = timezone.localdate(attempt.started_at)
    return Break.objects.filter(person__in=selves(attempt.person), began_on__gte=began).exists()
