"""What cohorts do together: days that are planned, a workshop that took place and one to come, and a group in which people wait."""

from datetime import UTC, datetime, time, timedelta

from accounts.models import User
from accounts.services import accept_invitation, invite
from courses.models import CohortDue, Domain, Workshop
from courses.queries.dues import taught_with_dues
from courses.queries.workshops import register_of
from courses.services.ask_for_place import answer_place_request, ask_for_place
from courses.services.enrol import enrol
from courses.services.keep_register import Was, close_register
from courses.services.plan_workshop import Plan, plan_workshop
from courses.services.set_dues import set_dues
from courses.services.set_places import set_places
from lms.demo.people import EVENING, Circle

PLANNED = (90, 60, 30, -5, -26)  # days ago for the five modules; the last two are to come
HELD, COMING = 23, -9
MINUTES = 110
# Two have the two places of the evening circle, two wait, and one has just asked.
EVENING_PEOPLE = (("noor", "نور مثال"), ("tova", "Tova Exempel"), ("luka", "Luka Primjer"), ("mele", "Mele Fakatātā"), ("yuki", "例ゆき"))
PLACES = 2


def meet_in_groups(circle: Circle) -> None:
    """Each thing once; what became of it in the demo stays."""
    _plan_days(circle)
    if not Workshop.objects.filter(cohort=circle.cohort).exists():
        _hold_one(circle)
        _plan_one(circle)
    if circle.cohorts[EVENING].capacity is None:
        _fill_the_evening(circle)


def _plan_days(circle: Circle) -> None:
    if CohortDue.objects.filter(cohort=circle.cohort).exists():
        return
    taught = [edition for edition, _day in taught_with_dues(circle.cohort)]
    days = {edition.module_key: circle.calendar.day(ago) for edition, ago in zip(taught, PLANNED, strict=False)}
    set_dues(cohort=circle.cohort, dues=days, by=circle.staff["manager"])


def _plan(circle: Circle, title: str, ago: int, **fields: str) -> Plan:
    """Two in the afternoon, for two hours with a break, towards the first domain."""
    starts = datetime.combine(circle.calendar.day(ago), time(14), tzinfo=UTC)
    domain = Domain.objects.values_list("code", flat=True)[0]
    ends = starts + timedelta(hours=2)
    return Plan(title=title, starts_at=starts, ends_at=ends, zone="UTC", domain=domain, minutes=MINUTES, **fields)  # type: ignore[arg-type]


def _hold_one(circle: Circle) -> None:
    """Nearly everybody was there, one for a part, one not."""
    fay, at = circle.staff["facilitator"], circle.calendar.at(HELD + 14)
    plan = _plan(circle, "Listening in threes", HELD, place="Musterhaus, upstairs (invented)")
    held = plan_workshop(cohort=circle.cohort, plan=plan, by=fay, at=at)
    people = [line.person for line in register_of(held, fay)]
    said = {1: Was("part", 60), 2: Was("absent")}
    noted = {person.pk: said.get(place, Was("present")) for place, person in enumerate(people)}
    close_register(workshop=held, noted=noted, by=fay, at=circle.calendar.at(HELD - 1))


def _plan_one(circle: Circle) -> None:
    plan = _plan(circle, "Boundaries: what would you say?", COMING, link="https://rooms.example/invented")
    plan_workshop(cohort=circle.cohort, plan=plan, by=circle.staff["facilitator"], at=circle.calendar.at(3))


def _fill_the_evening(circle: Circle) -> None:
    """Two have a place, two are on the list, one waits for an answer."""
    cohort, gus = circle.cohorts[EVENING], circle.staff["manager"]
    set_places(cohort=cohort, capacity=PLACES, takes_requests=True, by=gus)
    people = [_came(circle, key, called) for key, called in EVENING_PEOPLE]
    for person in people[:PLACES]:
        enrol(person=person, cohort=cohort, on=circle.calendar.day(8))
    for ago, person in zip((6, 5, 2), people[PLACES:], strict=True):
        asked = ask_for_place(person=person, cohort=cohort, at=circle.calendar.at(ago))
        if ago > 2:
            answer_place_request(request=asked, answer="wait", by=gus, at=circle.calendar.at(ago - 1))
    cohort.refresh_from_db()


def _came(circle: Circle, key: str, called: str) -> User:
    """An account without a course."""
    email, at = f"{key}@demo.example", circle.calendar.at(12)
    known = User.objects.filter(email=email).first()
    return known or accept_invitation(
        invitation=invite(email=email, called=called, by=circle.staff["manager"], at=at), at=circle.calendar.at(11)
    )
