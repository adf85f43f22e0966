"""Facilitators, workshops and people who ask for a place, for tests. Acts go through the services."""

from datetime import datetime, timedelta
from typing import Any

from accounts.models import RoleGrant, User
from courses.models import Cohort, Domain, PlaceRequest, Workshop
from courses.services.ask_for_place import ask_for_place
from courses.services.enrol import enrol
from courses.services.keep_register import Was, close_register
from courses.services.plan_workshop import Plan, plan_workshop
from lms.core import clock

from .courses import LONG_AGO, cohort, person

THERE, AWAY = Was("present"), Was("absent")


def facilitator(group: Cohort, called: str = "Fay") -> User:
    """Somebody who runs the workshops of one cohort."""
    made = person(called)
    RoleGrant.objects.create(person=made, role="facilitator", scope_kind="cohort", scope_key=group.public_id, from_on=LONG_AGO)
    return made


def plan(starts_at: datetime | None = None, minutes: int = 120, **fields: Any) -> Plan:
    """Two hours of listening, tomorrow unless said otherwise."""
    Domain.objects.get_or_create(code="listening", defaults={"title": "Listening"})
    starts = starts_at or (clock.now() + timedelta(days=1)).replace(microsecond=0)
    usual = {"title": "Listening together", "zone": "Europe/London", "domain": "listening", "ends_at": starts + timedelta(hours=2)}
    return Plan(starts_at=starts, minutes=minutes, **{**usual, **fields})


def session(group: Cohort, by: User, *, ago: int = 0, **fields: Any) -> Workshop:
    """A workshop that is planned; with `ago`, one that began so many days ago."""
    if not ago:
        return plan_workshop(cohort=group, plan=plan(**fields), by=by)
    starts = clock.now() - timedelta(days=ago)
    return plan_workshop(cohort=group, plan=plan(starts, **fields), by=by, at=starts - timedelta(days=7))


def held(group: Cohort, by: User, noted: dict[User, Was], *, ago: int = 2, **fields: Any) -> Workshop:
    """A workshop that took place, its register closed."""
    return close_register(workshop=session(group, by, ago=ago, **fields), noted={who.pk: was for who, was in noted.items()}, by=by)


def group_of(size: int, capacity: int | None = None, **fields: Any) -> tuple[Cohort, list[User]]:
    """A cohort in which so many people have a place."""
    group = cohort(capacity=capacity, takes_requests=True, **fields)
    people = [person(f"Learner {n}") for n in range(size)]
    for one in people:
        enrol(person=one, cohort=group, on=LONG_AGO)
    return group, people


def asking(group: Cohort, called: str) -> PlaceRequest:
    return ask_for_place(person=person(called), cohort=group)
