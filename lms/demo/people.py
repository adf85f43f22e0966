"""The people of the demo: those who run the programme, and how somebody joins their circle."""

from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from accounts.models import Invitation, Organisation, RoleGrant, User
from accounts.services import accept_invitation, give_role, relate
from assessments.models import Authorisation, FrameworkVersion
from assessments.services.authorise import authorise
from courses.models import Cohort, Programme
from courses.services.invite_to_cohort import invite_to_cohort
from courses.services.open_cohort import open_cohort
from courses.starter_files import read_programme
from schemes.models import Scheme

from .calendar import ROLES_FROM, Calendar
from .cast import CAST, Part
from .ground import FRAMEWORK, SCHEME, lay_ground

COHORT = "Spring circle"
ORGANISATION = "Musterhaus Drop-in (invented)"
INSPECTION = 30  # days that an inspector may read for
OPEN_INVITATION = ("lea@demo.example", "Léa Beispiel")


@dataclass(frozen=True)
class Circle:
    """Everything that a story needs: the cohort, those who run it, what is taught, and the calendar."""

    calendar: Calendar
    staff: dict[str, User]
    cohort: Cohort
    framework: FrameworkVersion
    scheme: Scheme

    def join(self, key: str, called: str, *, ago: int) -> User:
        """Take up an invitation, so many days ago, and get Cy as supervisor."""
        invitation = invite_to_cohort(
            cohort=self.cohort, email=f"{key}@demo.example", called=called, by=self.staff["manager"], at=self.calendar.at(ago + 1)
        )
        person = accept_invitation(invitation=invitation, at=self.calendar.at(ago))
        relate(kind="supervises", by=self.staff["supervisor"], of=person, from_on=self.calendar.day(ago))
        return person


def gather(calendar: Calendar) -> Circle:
    """The staff with their roles, the ground, and the cohort. What is there already stays as somebody may have left it."""
    staff = {part.key: _member(part, calendar) for part in CAST if part.roles}
    lay_ground(staff["editor"])
    framework = FrameworkVersion.objects.get(framework__key=FRAMEWORK, number=1)  # the one that the example scheme asks for
    for key in ("assessor", "assessor2"):
        _authorise(staff[key], staff["manager"], framework, calendar)
    circle = Circle(calendar, staff, _cohort(staff["manager"], calendar), framework, Scheme.objects.get(code=SCHEME))
    _invite(circle)
    return circle


def _member(part: Part, calendar: Calendar) -> User:
    person = User.objects.filter(email=part.email).first() or User.objects.create_user(email=part.email, called=part.called)
    for role in part.roles:
        if not _was_given(person, role, calendar):
            give_role(person=person, role=role, by=None, **_terms(role, calendar))
    return person


def _was_given(person: User, role: str, calendar: Calendar) -> bool:
    """Whether somebody got the role before: one that was ended in the demo stays ended. An inspection that ran out begins again."""
    given = RoleGrant.objects.filter(person=person, role=role)
    return (given.in_force(calendar.today) if role == "inspector" else given).exists()


class Terms(TypedDict):
    scope: tuple[str, str]
    from_on: date
    until_on: date | None


def _terms(role: str, calendar: Calendar) -> Terms:
    """Where and for how long: an inspector for some weeks, a member of an organisation for that organisation."""
    if role == "inspector":
        return {"scope": ("", ""), "from_on": calendar.today, "until_on": calendar.day(-INSPECTION)}
    scope = ("organisation", _organisation().public_id) if role == "organisation" else ("", "")
    return {"scope": scope, "from_on": calendar.day(ROLES_FROM), "until_on": None}


def _organisation() -> Organisation:
    return Organisation.objects.get_or_create(name=ORGANISATION, defaults={"country": "GB"})[0]


def _authorise(assessor: User, by: User, framework: FrameworkVersion, calendar: Calendar) -> None:
    if Authorisation.objects.filter(assessor=assessor).exists():
        return
    for competency in framework.content["competencies"]:
        authorise(
            assessor=assessor, framework_version=framework, competency=competency["key"], by=by, from_on=calendar.day(ROLES_FROM)
        )  # fmt: skip


def _cohort(manager: User, calendar: Calendar) -> Cohort:
    programme = Programme.objects.get(programme_key=read_programme().key)
    held = Cohort.objects.filter(programme_key=programme.programme_key).order_by("pk").first()
    return held or open_cohort(title=COHORT, programme_key=programme.programme_key, starts_on=calendar.day(120), by=manager)


def _invite(circle: Circle) -> None:
    """One invitation that nobody has taken up yet."""
    email, called = OPEN_INVITATION
    if not Invitation.objects.filter(email=email).exists():
        invite_to_cohort(cohort=circle.cohort, email=email, called=called, by=circle.staff["manager"])
