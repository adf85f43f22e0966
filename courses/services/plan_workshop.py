"""Planning a workshop, moving it, calling it off. Whoever has a place is told of what changed, and by whom nobody."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from courses.models import Cohort, Domain, Workshop
from lms.core import clock
from lms.core.errors import Refused
from lms.core.jobs import start_job
from lms.core.moves import NotAllowed, move
from lms.core.permissions import require

LONGEST = timedelta(hours=12)
TELLS = ("starts_at", "ends_at", "place", "link")  # what people have to know when it changes


@dataclass(frozen=True)
class Plan:
    """What is typed about a workshop. Instants carry a zone; `minutes` of `domain` count for whoever is there for all of it."""

    title: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    domain: str
    minutes: int
    place: str = ""
    link: str = ""
    module_key: UUID | None = None


def at_local(day: date, at: time, zone: str) -> datetime:
    """The instant at which the clock on a wall in `zone` says so. Of an hour that comes twice, the first.

    Raises Refused for an hour that the clocks leave out, and for a zone that nobody knows.
    """
    if zone not in available_timezones():
        raise Refused(_("Choose a time zone from the list."))
    local = datetime.combine(day, at, tzinfo=ZoneInfo(zone))
    there_and_back = local.astimezone(ZoneInfo("UTC")).astimezone(ZoneInfo(zone))
    if there_and_back.replace(tzinfo=None) != local.replace(tzinfo=None):
        raise Refused(_("There is no %(time)s on that day: the clocks go forward. Choose another time.") % {"time": f"{at:%H:%M}"})
    return local.astimezone(ZoneInfo("UTC"))


@transaction.atomic
def plan_workshop(*, cohort: Cohort, plan: Plan, by: User, at: datetime | None = None) -> Workshop:
    """Put a workshop into a cohort's calendar. Nobody is told by mail: it stands on their pages and in their calendars.

    Raises Refused for one that has begun, ends before it begins, counts more minutes than it has, or counts towards no known domain.
    """
    require(by, "courses.plan_workshop", cohort)
    moment = at or clock.now()
    _refuse_plan(plan, moment)
    return Workshop.objects.create(cohort=cohort, changed_at=moment, **asdict(plan))


def _refuse_plan(plan: Plan, moment: datetime) -> None:
    if plan.ends_at <= plan.starts_at:
        raise Refused(_("It ends before it begins. Look at the two times again."))
    if plan.ends_at - plan.starts_at > LONGEST:
        raise Refused(_("A workshop lasts twelve hours at most. Plan one for each day."))
    if plan.starts_at <= moment:
        raise Refused(_("Choose a time that is still to come: people are told before, not after."))
    if plan.minutes > (plan.ends_at - plan.starts_at).total_seconds() // 60:
        raise Refused(_("No more minutes can count than the workshop has."))
    if not Domain.objects.filter(code=plan.domain).exists():
        raise Refused(_("Choose what its minutes count towards."))


@transaction.atomic
def change_workshop(*, workshop: Workshop, plan: Plan, by: User, at: datetime | None = None) -> Workshop:
    """Change what is planned. A new time or place is told to everybody with a place, and calendars get it as a newer version.

    Raises Refused as `plan_workshop`, and NotAllowed once it has begun, was held or was called off.
    """
    require(by, "courses.plan_workshop", workshop)
    moment = at or clock.now()
    held = _planned(workshop)
    if held.has_begun(moment):
        raise NotAllowed(_("This workshop has begun. Its register can be kept; its plan stays as it was."))
    _refuse_plan(plan, moment)
    before = {name: getattr(held, name) for name in TELLS}
    _write(held, asdict(plan), moment)
    if before != {name: getattr(held, name) for name in TELLS}:
        _tell(held, "changed")
    return held


def _planned(workshop: Workshop) -> Workshop:
    held = Workshop.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=workshop.pk)
    if held.state != "planned":
        raise NotAllowed(_("This has changed since you opened it. Please look at it again."))
    return held


def _write(held: Workshop, fields: Mapping[str, Any], moment: datetime) -> None:
    for name, value in fields.items():
        setattr(held, name, value)
    held.sequence, held.changed_at = held.sequence + 1, moment
    held.save()


@transaction.atomic
def cancel_workshop(*, workshop: Workshop, by: User, at: datetime | None = None) -> Workshop:
    """Call a workshop off. It stays in the lists and calendars as one that does not take place. Raises NotAllowed when it was held."""
    held, moment = _planned(workshop), at or clock.now()
    move(held, "cancel", by=by, at=moment)
    _write(held, {}, moment)
    if not held.has_begun(moment):
        _tell(held, "cancelled")
    return held


def _tell(workshop: Workshop, what: str) -> None:
    """By a job: there may be many people."""
    key = f"workshop:{workshop.public_id}:{workshop.sequence}"
    start_job(kind="courses.tell_workshop", key=key, payload={"workshop_id": workshop.pk, "what": what, "version": workshop.sequence})
