"""The ground that every walk through the product stands on, and staff who can sign in."""

from datetime import timedelta

from accounts.models import User
from accounts.services import give_role
from assessments.models import FrameworkVersion
from lms.core import clock
from lms.demo.ground import lay_ground

PASSWORD = "blue-kettle-and-two-cups"


def staff(called: str, role: str) -> User:
    """Somebody with a role since yesterday, who signs in with PASSWORD."""
    person = User.objects.create_user(email=f"{called.lower()}@example.org", password=PASSWORD, called=called)
    give_role(person=person, role=role, by=None, from_on=clock.today() - timedelta(days=1))
    return person


def ground() -> FrameworkVersion:
    """Course, questions, framework and scheme from the starter files. Gives the framework's version."""
    lay_ground(by=staff("Ed", "editor"))
    return FrameworkVersion.objects.get()
