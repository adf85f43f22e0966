"""The people of the demo: those who run the programme, and how somebody joins their circles."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypedDict

from accounts.models import Invitation, Organisation, RoleGrant, User
from accounts.services import accept_invitation, ask_again, give_role, invite, relate, save_organisation
from assessments.models import Authorisation, FrameworkVersion
from assessments.services.authorise import authorise
from courses.models import Cohort, Programme
from courses.services.invite_to_cohort import invite_to_cohort
from courses.services.load_starter import starter_key
from courses.services.open_cohort import open_cohort
from schemes.models import Scheme
from schemes.services import import_scheme

from .calendar import RELEASED, ROLES_FROM, Calendar
from .cast import CAST, OTHERS, Part
from .ground import FRAMEWORK, SCHEME, lay_ground

SPRING, WINTER, AUTUMN, EVENING = "Spring circle", "Winter circle", "Autumn circle", "Evening circle"
# Began so many days ago. Nobody was asked into the autumn circle yet; the evening circle is small, and full.
COHORTS = {SPRING: 120, WINTER: 330, AUTUMN: -40, EVENING: -20}
ORGANISATION = "Musterhaus Drop-in (invented)"
SECOND_ORGANISATION = "Ukázka Night Line (invented)"
WORKS_AT = {"organisation": ORGANISATION, "organisation2": ORGANISATION, "organisation3": SECOND_ORGANISATION}
FIRST_YEARS = Path(__file__).parent / "starter/alongside-first-years.yaml"
INSPECTION = 30  # days that an inspector may read for
ASSESSORS = ("assessor", "assessor2", "assessor3", "assessor4")


@dataclass(frozen=True)
class Asked:
    """An invitation that nobody has taken up. `again`: its time ran out, and the person asks for another link."""

    email: str
    called: str
    ago: int
    again: bool = False


OPEN_INVITATIONS = (Asked("lea@demo.example", "Léa Beispiel", 0), Asked("ido@demo.example", "עידו דוגמה", 20, again=True))


@dataclass(frozen=True)
class Circle:
    """Everything that a story needs: the cohorts, those who run them, what is taught, and the calendar."""

    calendar: Calendar
    staff: dict[str, User]
    cohorts: dict[str, Cohort]
    framework: FrameworkVersion
    scheme: Scheme

    @property
    def cohort(self) -> Cohort:
        return self.cohorts[SPRING]

    def supervisor_of(self, person: User) -> User:
        """Caro for those of the first years, Cy for everybody in a circle."""
        return self.staff["supervisor" if person.enrolments.exists() else "supervisor2"]

    def join(self, key: str, called: str, *, ago: int, cohort: str = SPRING, seen_until: int | None = None) -> User:
        """Take up an invitation to a cohort, so many days ago, and get Cy as supervisor, until some day or for good."""
        at = self.calendar.at(ago + 1)
        email = f"{key}@demo.example"
        invitation = invite_to_cohort(cohort=self.cohorts[cohort], email=email, called=called, by=self.staff["manager"], at=at)
        return self._taken_up(invitation, ago, "supervisor", until_on=None if seen_until is None else self.calendar.day(seen_until))

    def join_founders(self, key: str, called: str, *, ago: int, until: int) -> User:
        """An account without a course, as the first years had it, with Caro as supervisor for a time."""
        invitation = invite(email=f"{key}@demo.example", called=called, by=self.staff["manager"], at=self.calendar.at(ago + 1))
        return self._taken_up(invitation, ago, "supervisor2", until_on=self.calendar.day(until))

    def _taken_up(self, invitation: Invitation, ago: int, supervisor: str, until_on: date | None) -> User:
        person = accept_invitation(invitation=invitation, at=self.calendar.at(ago))
        relate(kind="supervises", by=self.staff[supervisor], of=person, from_on=self.calendar.day(ago), until_on=until_on)
        return person


def gather(calendar: Calendar) -> Circle:
    """The staff with their roles, the ground, and the cohorts. What is there already stays as somebody may have left it."""
    parts = [part for part in (*CAST, *OTHERS) if part.roles]
    staff = {part.key: User.objects.filter(email=part.email).first() or _person(part) for part in parts}
    admin = staff["admin"]
    for part in sorted(parts, key=lambda part: part.key != "admin"):
        if part.key != "facilitator":  # of a cohort, which is opened below
            _employ(staff[part.key], part, admin, calendar)
    lay_ground(staff["editor"], calendar.at(RELEASED))
    import_scheme(path=FIRST_YEARS)
    framework = FrameworkVersion.objects.get(framework__key=FRAMEWORK, number=1)  # the one that the example scheme asks for
    for key in ASSESSORS:
        _authorise(staff[key], staff["manager"], framework, calendar)
    circle = Circle(calendar, staff, _cohorts(staff["manager"], calendar), framework, Scheme.objects.get(code=SCHEME))
    if not RoleGrant.objects.filter(person=staff["facilitator"], role="facilitator").exists():
        scope = ("cohort", circle.cohort.public_id)
        give_role(person=staff["facilitator"], role="facilitator", by=None, scope=scope, from_on=calendar.day(COHORTS[SPRING]))
    for asked in OPEN_INVITATIONS:
        _invite(circle, asked)
    return circle


def _person(part: Part) -> User:
    return User.objects.create_user(email=part.email, called=part.called)


def _employ(person: User, part: Part, admin: User, calendar: Calendar) -> None:
    for role in part.roles:
        if not _was_given(person, role, calendar):
            give_role(person=person, role=role, by=None, **_terms(role, part, admin, calendar))


def _was_given(person: User, role: str, calendar: Calendar) -> bool:
    """Whether somebody got the role before: one that was ended in the demo stays ended. An inspection that ran out begins again."""
    given = RoleGrant.objects.filter(person=person, role=role)
    return (given.in_force(calendar.today) if role == "inspector" else given).exists()


class Terms(TypedDict):
    scope: tuple[str, str]
    from_on: date
    until_on: date | None


def _terms(role: str, part: Part, admin: User, calendar: Calendar) -> Terms:
    """Where and for how long: an inspector for some weeks, a member of an organisation for that organisation."""
    if role == "inspector":
        return {"scope": ("", ""), "from_on": calendar.today, "until_on": calendar.day(-INSPECTION)}
    scope = ("organisation", _organisation(WORKS_AT[part.key], admin).public_id) if role == "organisation" else ("", "")
    return {"scope": scope, "from_on": calendar.day(part.since), "until_on": None}


def _organisation(name: str, admin: User) -> Organisation:
    held = Organisation.objects.filter(name=name).first()
    return held or save_organisation(organisation=None, name=name, country="GB", by=admin)


def _authorise(assessor: User, by: User, framework: FrameworkVersion, calendar: Calendar) -> None:
    if Authorisation.objects.filter(assessor=assessor).exists():
        return
    for competency in framework.content["competencies"]:
        authorise(
            assessor=assessor, framework_version=framework, competency=competency["key"], by=by, from_on=calendar.day(ROLES_FROM)
        )  # fmt: skip


def _cohorts(manager: User, calendar: Calendar) -> dict[str, Cohort]:
    """The first cohort of the programme is the spring circle, whatever it is called by now; the others go by their names."""
    key = Programme.objects.get(programme_key=starter_key()).programme_key
    held = list(Cohort.objects.filter(programme_key=key).order_by("pk"))
    found = {cohort.title: cohort for cohort in held} | ({SPRING: held[0]} if held else {})
    return {
        title: found.get(title) or open_cohort(title=title, programme_key=key, starts_on=calendar.day(ago), by=manager)
        for title, ago in COHORTS.items()
    }


def _invite(circle: Circle, asked: Asked) -> None:
    """Once: what became of it in the demo stays."""
    if Invitation.objects.filter(email=asked.email).exists():
        return
    at = circle.calendar.at(asked.ago) if asked.ago else None
    sent = invite_to_cohort(cohort=circle.cohort, email=asked.email, called=asked.called, by=circle.staff["manager"], at=at)
    if asked.again:
        ask_again(invitation=sent, at=circle.calendar.at(2))
