"""A free place is offered to whoever waits longest: at once when one is given back or added, by `tick` when something ended by itself."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import tell
from courses.models import Cohort, PlaceRequest
from courses.queries.places import hold_cohort, next_in_line, room_in
from courses.states import THE_SERVICE
from lms.core import clock
from lms.core.moves import NotAllowed, move

ANSWER_WITHIN = timedelta(days=7)


@transaction.atomic
def offer_places(*, cohort: Cohort, at: datetime | None = None) -> int:
    """Offer every free place of a cohort to the next on its list, in order; each offer keeps the place for seven days.

    An offer that nobody answered lapses: that person waits at the end of the list, and the next is asked. Returns how many were offered.
    """
    moment = at or clock.now()
    held = hold_cohort(cohort)
    _lapse(held, moment)
    if held.is_over_on(timezone.localdate(moment)):
        return 0
    room = room_in(held, moment)
    waiting = next_in_line(held)
    chosen = list(waiting if room is None else waiting[:room])
    for request in chosen:
        _offer(request, moment)
    return len(chosen)


def _lapse(cohort: Cohort, moment: datetime) -> None:
    for request in PlaceRequest.objects.filter(cohort=cohort, state="offered", offered_until__lte=moment).in_order():
        request.queued_at = moment
        request.save(update_fields=["queued_at"])
        move(request, "lapse", by=THE_SERVICE, at=moment)


def _offer(request: PlaceRequest, moment: datetime) -> None:
    request.offered_until = moment + ANSWER_WITHIN
    request.save(update_fields=["offered_until"])
    move(request, "offer", by=THE_SERVICE, at=moment)
    values = {"day": date_format(request.offered_until, "j F Y"), "link": settings.SITE_URL + reverse("courses:places")}
    tell(person=request.person, kind="courses.place_offered", key=f"{request.public_id}:{moment:%Y%m%d%H%M%S}", values=values, at=moment)


@transaction.atomic
def take_offer(*, request: PlaceRequest, by: User, at: datetime | None = None) -> PlaceRequest:
    """Say yes to a place that is kept. Raises NotAllowed when the offer has gone by or was answered, CohortOver after the cohort's last
    day, CohortFull never: it was kept.
    """
    from .enrol import enrol  # who gives a place offers the others: the two know each other

    moment = at or clock.now()
    hold_cohort(request.cohort)
    held = PlaceRequest.objects.select_for_update(of=("self",)).select_related("cohort").readable_by(by).get(pk=request.pk)
    if held.state != "offered" or held.offered_until is None or held.offered_until <= moment:
        raise NotAllowed(_("This place is not kept any more. You are still on the list."))
    enrol(person=by, cohort=held.cohort, at=moment)
    held.refresh_from_db(fields=["state"])
    return held


def offer_due(now: datetime) -> int:
    """For `tick`: every cohort in which somebody waits for a place, or an offer has gone by."""
    due = PlaceRequest.objects.filter(Q(state="waiting") | Q(state="offered", offered_until__lte=now))
    cohorts = Cohort.objects.filter(pk__in=due.values("cohort"))
    return sum(offer_places(cohort=cohort, at=now) for cohort in cohorts.order_by("pk"))
