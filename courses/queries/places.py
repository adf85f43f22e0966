"""How many places a cohort has left, who asks for one, and who waits in which order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from accounts.models import Break, Invitation, User
from accounts.queries import selves
from courses.models import Cohort, CohortCode, Enrolment, PlaceRequest, Programme
from lms.core import clock
from lms.core.registry import Problem

MOST_SHOWN = 200  # requests on one page: a manager answers from the top


ROOT = Coalesce("person__merged_into", "person")  # two records of one person are one
NEAREST = ("offered", "waiting", "asked")  # the nearest to a place first


def hold_cohort(cohort: Cohort) -> Cohort:
    """The cohort under a lock: whoever gives, keeps or counts places does it one after the other. Call it inside a transaction."""
    return Cohort.objects.select_for_update().get(pk=cohort.pk)


def taken(cohort: Cohort) -> int:
    """How many people have a place. Two records of one person are one; a break gives nothing back."""
    number: int = Enrolment.objects.taken().filter(cohort=cohort).aggregate(n=Count(ROOT, distinct=True))["n"]
    return number


def kept_free(cohort: Cohort, at: datetime, *, besides: User | None = None) -> int:
    """How many places are promised: open invitations, and offers that wait for an answer, those to `besides` left out."""
    promised = Invitation.objects.filter(context_key=cohort.context_key, used_at=None, withdrawn_at=None, expires_at__gt=at)
    offers = PlaceRequest.objects.filter(cohort=cohort, state="offered", offered_until__gt=at)
    if besides is not None:
        offers = offers.exclude(person__in=selves(besides))
    to_people: int = offers.aggregate(n=Count(ROOT, distinct=True))["n"]
    return promised.count() + to_people


def room_in(cohort: Cohort, at: datetime, *, besides: User | None = None) -> int | None:
    """How many more people may get a place; None for as many as come. Ask it of a held cohort."""
    if cohort.capacity is None:
        return None
    return max(cohort.capacity - taken(cohort) - kept_free(cohort, at, besides=besides), 0)


def next_in_line(cohort: Cohort) -> QuerySet[PlaceRequest]:
    """Who is offered a place next, in order, each person once. Nobody for whom one is kept already.

    People on a break keep their place on the list: nothing runs out while they rest.
    """
    here = PlaceRequest.objects.filter(cohort=cohort).annotate(who=ROOT)
    waiting = here.filter(state="waiting", person__is_active=True)
    resting = Break.objects.filter(ended_on__isnull=True).annotate(who=ROOT).values("who")
    before = Q(queued_at__lt=OuterRef("queued_at")) | Q(queued_at=OuterRef("queued_at"), pk__lt=OuterRef("pk"))
    later = Exists(waiting.filter(before, who=OuterRef("who")))
    eligible = waiting.exclude(who__in=resting).exclude(who__in=here.filter(state="offered").values("who")).exclude(later)
    return eligible.select_related("person", "cohort").in_order()


@dataclass(frozen=True)
class PlacesScreen:
    """One cohort's places: what there is, who asks, who waits. `room` is None for as many as come."""

    cohort: Cohort
    taken: int
    kept_free: int
    asked: list[PlaceRequest]
    listed: list[PlaceRequest]
    code: CohortCode | None

    @property
    def room(self) -> int | None:
        return None if self.cohort.capacity is None else max(self.cohort.capacity - self.taken - self.kept_free, 0)

    @property
    def is_full(self) -> bool:
        return self.room == 0


def places_screen(cohort: Cohort, at: datetime | None = None) -> PlacesScreen:
    """Five statements, whatever the number of people."""
    moment = at or clock.now()
    open_now = list(PlaceRequest.objects.open().filter(cohort=cohort).select_related("person").in_order()[:MOST_SHOWN])
    asked = sorted((row for row in open_now if row.state == "asked"), key=lambda row: (row.asked_at, row.pk))
    listed = [row for row in open_now if row.state != "asked"]
    code = CohortCode.objects.filter(cohort=cohort, ended_at=None).first()
    return PlacesScreen(cohort, taken(cohort), kept_free(cohort, moment), asked, listed, code)


def cohorts_to_ask(programme: Programme) -> list[Cohort]:
    """The cohorts of a programme in which people may ask for a place: open for it, and not over."""
    rows = Cohort.objects.filter(programme_key=programme.programme_key, takes_requests=True)
    return [cohort for cohort in rows.order_by("starts_on", "title") if not cohort.is_over]


def my_requests(person: User) -> list[PlaceRequest]:
    """What somebody asked for and what became of it, the newest first: one line a cohort.

    Of two that are open, under records that were joined, the one that is nearest to a place.
    """
    rows = list(PlaceRequest.objects.readable_by(person).select_related("cohort").order_by("-asked_at", "-pk"))
    lines: dict[int, PlaceRequest] = {}
    for row in sorted(rows, key=lambda row: NEAREST.index(row.state) if row.state in NEAREST else len(NEAREST)):
        lines.setdefault(row.cohort_id, row)
    return [row for row in rows if lines[row.cohort_id] is row]


@dataclass(frozen=True)
class MyPlaces:
    """What somebody asked for, one line a cohort, and the places that they left and did not come back to, the newest first."""

    requests: list[PlaceRequest]
    left: list[Enrolment]


def my_places(person: User) -> MyPlaces:
    """Two statements. A request that a place answered is not said any more when that place has ended: the place says it."""
    places = Enrolment.objects.filter(person__in=selves(person)).select_related("cohort").order_by("-since_on", "-pk")
    has = {place.cohort_id for place in places if place.state != "left"}
    left = {place.cohort_id: place for place in reversed(places) if place.cohort_id not in has}
    requests = [row for row in my_requests(person) if row.state != "placed" or row.cohort_id in has]
    return MyPlaces(requests, list(reversed(left.values())))


def overfull() -> Iterator[Problem]:
    """Cohorts in which more people have a place than it takes: no service does that, so somebody wrote it by hand."""
    who = Coalesce("enrolments__person__merged_into", "enrolments__person")
    here = Count(who, distinct=True, filter=Q(enrolments__state__in=("active", "completed")))
    for cohort in Cohort.objects.exclude(capacity=None).annotate(here=here).filter(here__gt=F("capacity")).order_by("pk"):
        yield Problem(10, f"courses.Cohort {cohort.public_id}", f"{cohort.here} people have a place, it takes {cohort.capacity}")
