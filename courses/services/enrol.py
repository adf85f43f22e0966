"""Giving and ending a place in a cohort."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import are_one, selves
from accounts.services import tell
from courses.models import Cohort, Enrolment, PlaceRequest
from courses.queries.places import hold_cohort, room_in
from courses.states import THE_SERVICE
from lms.core import clock
from lms.core.errors import Refused
from lms.core.moves import move
from lms.core.permissions import require

from .offer_places import offer_places


class CohortFull(Refused):
    """Every place is somebody's, or promised to somebody."""


class CohortOver(Refused):
    """The cohort's last day has passed."""


def refuse_over(cohort: Cohort, at: datetime) -> None:
    """Raise CohortOver when nobody new comes in any more. Whoever gives or promises a place asks it of the held cohort (0069)."""
    if cohort.is_over_on(timezone.localdate(at)):
        raise CohortOver(_("The last day of this group has passed, so nobody new comes in."))


@transaction.atomic
def enrol(*, person: User, cohort: Cohort, on: date | None = None, at: datetime | None = None) -> Enrolment:
    """Give somebody a place from a day (today). Who has one keeps it; who left comes back to the same place, with everything they did.

    What they asked for in this cohort is answered by it. Raises CohortOver after its last day, and CohortFull when there is no place
    left; two who come for the last one at once stand one behind the other at the cohort's row, and the second finds it gone.
    """
    moment = at or clock.now()
    held_cohort = hold_cohort(cohort)
    places = Enrolment.objects.select_for_update().filter(person__in=selves(person), cohort=cohort)
    held = places.order_by("state", "pk").first()  # active, completed, left
    if held is None or held.state == "left":
        refuse_over(held_cohort, moment)
        if room_in(held_cohort, moment, besides=person) == 0:
            raise CohortFull(_("Every place in this group is taken or kept for somebody."))
        held = _give(held, person, cohort, on, moment)
    for request in PlaceRequest.objects.open().filter(person__in=selves(person), cohort=cohort):
        move(request, "place", by=THE_SERVICE, at=moment)
    return held


def _give(left: Enrolment | None, person: User, cohort: Cohort, on: date | None, moment: datetime) -> Enrolment:
    if left is None:
        return Enrolment.objects.create(person=person, cohort=cohort, since_on=on or clock.today())
    move(left, "return", by=person, at=moment)
    return left


@transaction.atomic
def end_enrolment(*, enrolment: Enrolment, by: User, reason: str = "", at: datetime | None = None) -> Enrolment:
    """Somebody leaves the programme, or whoever runs it ends their place: then they hear that something has changed, not what.

    What they did stays; the next on the waiting list is offered the place at once. A second place in the same cohort, under a record
    that was joined, ends with it: it is one person's. Raises NotAllowed when they have left or completed already, PermissionDenied for
    anybody but the person and the cohort's managers.
    """
    require(by, "courses.end_enrolment", enrolment)
    hold_cohort(enrolment.cohort)
    move(enrolment, "leave", by=by, reason=reason, at=at)
    person = enrolment.person
    for other in Enrolment.objects.filter(person__in=selves(person), cohort=enrolment.cohort, state="active"):
        move(other, "leave", by=by, reason=reason, at=at)
    if not are_one(by, person.pk):
        values = {"link": settings.SITE_URL + reverse("courses:places")}
        tell(person=person, kind="courses.place_ended", key=f"{enrolment.public_id}:{at or clock.now():%Y%m%d%H%M%S}", values=values, at=at)
    offer_places(cohort=enrolment.cohort, at=at)
    return enrolment
