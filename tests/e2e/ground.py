"""The ground that every walk through the product stands on: course, questions, framework and scheme, laid by the services."""

from datetime import timedelta
from pathlib import Path

from accounts.models import User
from accounts.services import give_role
from assessments.models import FrameworkVersion
from assessments.services.import_framework import import_framework
from assessments.services.load_bank import load_bank
from courses.models import Module
from courses.services.load_starter import load_starter
from courses.services.release_edition import release_edition
from courses.services.review_module import review_module
from lms.core import clock
from lms.core.services.load_support import load_starter_support
from schemes.services.import_scheme import import_scheme

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "blue-kettle-and-two-cups"


def staff(called: str, role: str) -> User:
    """Somebody with a role since yesterday, who signs in with PASSWORD."""
    person = User.objects.create_user(email=f"{called.lower()}@example.org", password=PASSWORD, called=called)
    give_role(person=person, role=role, by=None, from_on=clock.today() - timedelta(days=1))
    return person


def lay_ground() -> FrameworkVersion:
    """Everything an editor would have put in place before the first cohort opens. Gives the framework's version."""
    load_starter_support()
    framework = import_framework(text=(ROOT / "assessments" / "starter" / "framework.yaml").read_text())
    load_bank()
    _release_all(staff("Ed", "editor"))
    import_scheme(path=ROOT / "schemes" / "starter" / "alongside-demo.yaml")
    return framework


def _release_all(editor: User) -> None:
    """Release every module. What may be hard waits for two readers first, as it would in life."""
    loaded = load_starter(by=editor)
    readers = {"lived_experience": staff("Ora", "editor"), "safeguarding": staff("Sam", "editor")}
    for module in Module.objects.filter(title__in=loaded.waiting):
        for perspective, reader in readers.items():
            review_module(module=module, perspective=perspective, by=reader)
        release_edition(module=module, by=editor, note="Read twice")
