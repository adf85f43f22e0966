"""Asking for a place, taking that back, and the answer of whoever runs the cohort."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import selves
from accounts.services import tell
from courses.models import Cohort, Enrolment, PlaceRequest
from courses.queries.cohorts import managers_of_cohort
from courses.queries.places import hold_cohort, room_in
from lms.core import clock
from lms.core.errors import Refused
from lms.core.moves import move
from lms.core.permissions import require

from .enrol import enrol, refuse_over
from .offer_places import offer_places

Answer = Literal["place", "wait", "decline"]


@transaction.atomic
def ask_for_place(*, person: User, cohort: Cohort, at: datetime | None = None) -> PlaceRequest:
    """Ask for a place. Asking twice is asking once. Whoever runs the cohort is told; nobody is asked for reasons.

    Raises Refused when the cohort takes no requests, and for somebody who has a place in it.
    """
    held = hold_cohort(cohort)
    if not held.takes_requests or held.is_over:
        raise Refused(_("Nobody can ask for a place in this group at present."))
    if Enrolment.objects.taken().filter(person__in=selves(person), cohort=held).exists():
        raise Refused(_("You have a place in this group."))
    if open_now := PlaceRequest.objects.open().filter(person__in=selves(person), cohort=held).first():
        return open_now
    request = PlaceRequest.objects.create(person=person, cohort=held, asked_at=at or clock.now())
    values = {
        "name": str(person),
        "cohort": held.title,
        "link": settings.SITE_URL + reverse("courses:cohort_places", args=[held.public_id]),
    }
    for manager in User.objects.filter(pk__in=managers_of_cohort(held), is_active=True):
        tell(person=manager, kind="courses.place_asked", key=f"{request.public_id}:{manager.public_id}", values=values, at=at)
    return request


@transaction.atomic
def take_back_place_request(*, request: PlaceRequest, by: User, at: datetime | None = None) -> PlaceRequest:
    """Somebody does not want the place any more. One that was kept for them goes to the next. Raises NotAllowed when it was answered."""
    held = PlaceRequest.objects.select_related("cohort", "person").readable_by(by).get(pk=request.pk)
    hold_cohort(held.cohort)
    for row in [held, *_also_open(held, ("asked", "waiting", "offered"))]:
        move(row, "take_back", by=by, at=at)
    offer_places(cohort=held.cohort, at=at)
    return held


@transaction.atomic
def answer_place_request(*, request: PlaceRequest, answer: Answer, by: User, at: datetime | None = None) -> PlaceRequest:
    """Give a place, put somebody on the waiting list, or say not this time. The person reads that there is an answer, and no reason.

    "place" in a full cohort is the waiting list; somebody who waits behind others is offered a place in their turn. Raises NotAllowed
    when it was answered or taken back, CohortOver after its last day ("decline" is an answer then, too), PermissionDenied for others than
    the cohort's managers.
    """
    require(by, "courses.answer_place_request", request)
    moment = at or clock.now()
    cohort = hold_cohort(request.cohort)
    held = PlaceRequest.objects.select_for_update(of=("self",)).select_related("person", "cohort").get(pk=request.pk)
    if answer != "decline":
        refuse_over(cohort, moment)
    if answer == "decline":
        for row in [held, *_also_open(held, ("asked", "waiting"))]:
            move(row, "decline", by=by, at=moment)
    elif answer == "place" and held.state == "asked" and room_in(cohort, moment) != 0:
        enrol(person=held.person, cohort=cohort, at=moment)
        held.refresh_from_db(fields=["state"])
    else:
        held.queued_at = moment
        held.save(update_fields=["queued_at"])
        move(held, "wait", by=by, at=moment)
    _tell_answer(held, moment)
    offer_places(cohort=cohort, at=moment)
    return held


def _also_open(request: PlaceRequest, states: Sequence[str]) -> list[PlaceRequest]:
    """What the same person asked for in the same cohort under a record that was joined: it is one wish, and has one answer."""
    mine = PlaceRequest.objects.filter(person__in=selves(request.person), cohort=request.cohort_id, state__in=states)
    return list(mine.exclude(pk=request.pk).select_related("person", "cohort"))


def _tell_answer(request: PlaceRequest, moment: datetime) -> None:
    link = settings.SITE_URL + reverse("courses:places")
    key = f"{request.public_id}:{request.state}"
    tell(person=request.person, kind="courses.place_answered", key=key, values={"link": link}, at=moment)
