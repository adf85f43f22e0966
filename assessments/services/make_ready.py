"""Let tests draw a question from now on."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from assessments.models import Question, QuestionReview, QuestionVersion
from lms.core.errors import Refused
from lms.core.moves import move


@transaction.atomic
def make_ready(*, question: Question, by: User) -> Question:
    """Raises Refused when nothing is released yet, and on a real service for sensitive questions that two people have not read."""
    # Locked before its newest version is looked for: nobody releases another between the look and the move.
    held = Question.objects.select_for_update().get(pk=question.pk)
    newest = held.newest
    if newest is None:
        raise Refused(_("Release a version of this question first."))
    if settings.PRODUCTION and held.is_sensitive and not is_read_twice(newest):
        raise Refused(_("Two different people must read this question first: one from lived experience, one for safeguarding."))
    move(question, "make_ready", by=by)
    return question


def is_read_twice(version: QuestionVersion) -> bool:
    """Whether two different people have read it, one with each lens."""
    readers = set(QuestionReview.objects.filter(version=version).values_list("lens", "by"))
    lived = {person for lens, person in readers if lens == "lived_experience"}
    guarding = {person for lens, person in readers if lens == "safeguarding"}
    return any(one != other for one in lived for other in guarding)
