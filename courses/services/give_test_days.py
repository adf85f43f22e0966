"""Days of a test for one cohort."""

from datetime import date

from django.db import transaction

from accounts.models import User
from assessments.models import Quiz
from assessments.services.give_days import give_days
from courses.models import Cohort
from lms.core.permissions import require


@transaction.atomic
def give_test_days(*, cohort: Cohort, quiz: Quiz, opens_on: date | None, closes_on: date | None, by: User) -> None:
    """They hold for everybody in the cohort from now on; without days those of the test hold again. Raises Refused."""
    require(by, "courses.give_test_days", cohort)
    give_days(quiz=quiz, context_key=cohort.context_key, opens_on=opens_on, closes_on=closes_on, by=by)
