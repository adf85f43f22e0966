"""Read a version of a question on behalf of others: from lived experience, or for safeguarding."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from assessments.models import QuestionReview, QuestionVersion
from assessments.quiz_states import LENSES
from lms.core import clock
from lms.core.permissions import require


@transaction.atomic
def review_question(*, version: QuestionVersion, lens: str, by: User, at: datetime | None = None) -> QuestionReview:
    """Say "I have read this and it may be used". Saying it twice is saying it once.

    `lens` is a key of quiz_states.LENSES. Whether somebody reads from lived experience is their own statement and nobody else's to check.
    """
    require(by, LENSES[lens], version)
    review, _is_new = QuestionReview.objects.get_or_create(version=version, lens=lens, by=by, defaults={"at": at or clock.now()})
    return review
