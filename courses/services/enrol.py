"""Giving and ending a place in a cohort."""

from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from accounts.queries import selves
from courses.models import Cohort, Enrolment
from lms.core import clock
from lms.core.moves import move
from lms.core.permissions import require


@transaction.atomic
def enrol(*, person: User, cohort: Cohort, on: date | None = None) -> Enrolment:
    """Give somebody a place from a day (today). Who has one keeps it; who left comes back to the same place, with everything they did."""
    held = Enrolment.objects.select_for_update().filter(person__in=selves(person), cohort=cohort).order_by("pk").last()
    if held is None:
        return Enrolment.objects.create(person=person, cohort=cohort, since_on=on or clock.today())
    if held.state == "left":
        move(held, "return", by=person)
    return held


@transaction.atomic
def end_enrolment(*, enrolment: Enrolment, by: User, reason: str = "", at: datetime | None = None) -> Enrolment:
    """Somebody leaves the programme. What they did stays. Raises NotAllowed when they have left or completed already."""
    require(by, "courses.end_enrolment", enrolment)
    move(enrolment, "leave", by=by, reason=reason, at=at)
    return enrolment
