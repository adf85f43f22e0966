"""Give a test days of its own in one place: of a cohort, say. This app does not know what the place is."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from assessments.models import Quiz, QuizDays
from lms.core import clock
from lms.core.errors import Refused
from lms.core.permissions import require


@transaction.atomic
def give_days(
    *, quiz: Quiz, context_key: str, opens_on: date | None, closes_on: date | None, by: User, at: datetime | None = None
) -> QuizDays | None:
    """From now on these days hold in this place instead of those of the test; none gives the place back to them. None: nothing changed.

    Whoever calls has seen to it that `by` may act in this place. Raises Refused for a last day without a first, or before it.
    """
    require(by, "assessments.give_days", quiz)
    if closes_on and not opens_on:
        raise Refused(_("Say the first day too: days on a break are counted from it."))
    if opens_on and closes_on and closes_on < opens_on:
        raise Refused(_("The last day comes after the first, or is the same."))
    newest = QuizDays.objects.filter(quiz=quiz, context_key=context_key).first()
    if (newest.opens_on, newest.closes_on) == (opens_on, closes_on) if newest else not opens_on:
        return None
    return QuizDays.objects.create(quiz=quiz, context_key=context_key, opens_on=opens_on, closes_on=closes_on, by=by, at=at or clock.now())
