"""The people of the demo: those who run the programme, and how somebody joins their circle."""

from dataclasses import dataclass

from accounts.models import Invitation, User
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
    _authorise(staff, framework, calendar)
    circle = Circle(calendar, staff, _cohort(staff["manager"], calendar), framework, Scheme.objects.get(code=SCHEME))
    _invite(circle)
    return circle


def _member(part: Part, calendar: Calendar) -> User:
    if present := User.objects.filter(email=part.email).first():
        return present
    person = User.objects.create_user(email=part.email, called=part.called)
    for role in part.roles:
        give_role(person=person, role=role, by=None, from_on=calendar.day(ROLES_FROM))
    return person


def _authorise(staff: dict[str, User], framework: FrameworkVersion, calendar: Calendar) -> None:
    if Authorisation.objects.filter(assessor=staff["assessor"]).exists():
        return
    for competency in framework.content["competencies"]:
        authorise(
            assessor=staff["assessor"], framework_version=framework, competency=competency["key"], by=staff["manager"],
            from_on=calendar.day(ROLES_FROM),
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
