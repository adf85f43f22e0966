"""Schemes, applications and certifications for tests. What stands went through the services, like everything real."""

from datetime import date
from pathlib import Path
from tempfile import mkdtemp

from accounts.models import RoleGrant, User
from schemes.models import Application, Certification, Decision, Scheme, SchemeVersion, StatementVersion
from schemes.services import apply, decide, import_scheme, sign_statement, start_application
from tests.factories.accounts import UserFactory
from tests.factories.logbook import confirmed, supervises

STARTER = Path(__file__).resolve().parents[2] / "schemes" / "starter" / "alongside-demo.yaml"
LONG_AGO = date(2020, 1, 1)
# Two requirements, quickly met: a signature, and an hour of confirmed practice.
QUICK = """\
format: alongside-scheme-1
scheme: {code: quick, name: Quick scheme, authority: Alongside Certification Board}
credential: {key: peer-support-worker, title: Certified Peer Support Worker, neutral_titles: [Certified Support Practitioner]}
version: {number: 1, effective_from: 2020-01-01}
terms: {valid_months: 36, grace_days: 30}
statements:
  - {code: code-of-ethics, version: 1, title: Code of ethics, file: ethics.md}
requirements:
  - {kind: practice_minutes, key: practice, title: Practice, minutes: 60}
  - {kind: attestation, key: ethics, title: Code of ethics, statement: code-of-ethics, statement_version: 1}
"""
WORDING = "# Code of ethics\n\nI support people on their own terms.\n"


def scheme_file(text: str = QUICK, wording: str = WORDING, name: str = "quick.yaml") -> Path:
    """A scheme file on disk with its wording beside it."""
    folder = Path(mkdtemp(prefix="scheme-"))
    (folder / "ethics.md").write_text(wording)
    (folder / name).write_text(text)
    return folder / name


def release(text: str = QUICK, **options) -> SchemeVersion:
    return import_scheme(path=scheme_file(text, **options))


def quick() -> Scheme:
    return release().scheme


def ethics() -> StatementVersion:
    return StatementVersion.objects.get(statement__code="code-of-ethics", number=1)


def board_member(called: str = "Di") -> User:
    person = UserFactory(called=called)
    RoleGrant.objects.create(person=person, role="board", from_on=LONG_AGO)
    return person


def supervisor_of(person: User, called: str = "Cy") -> User:
    cy = UserFactory(called=called)
    RoleGrant.objects.create(person=cy, role="supervisor", from_on=LONG_AGO)
    supervises(cy, person)
    return cy


def ready(person: User, minutes: int = 60) -> User:
    """Somebody who meets the quick scheme (or all but the last of its minutes)."""
    sign_statement(person=person, statement_version=ethics())
    confirmed(person, supervisor_of(person), minutes=minutes)
    return person


NAMES = {"certificate_name": "Ada Núñez Ørsted", "check_name": "Ørsted", "declares_true": True}


def begun(person: User) -> Application:
    return start_application(person=person, scheme=Scheme.objects.filter(code="quick").first() or quick())


def sent(person: User, **names) -> Application:
    """An application that waits for the board."""
    application = begun(person)
    ready(person)
    return apply(application=application, by=person, **{**NAMES, **names})


def decided(application: Application, outcome: str = "award", by: User | None = None, **more) -> Decision:
    reasons = {"reasons": "You met every requirement.", "no_conflict": True}
    return decide(application=application, by=by or board_member(), outcome=outcome, **{**reasons, **more})


def certified(person: User, by: User | None = None) -> Certification:
    """Somebody who was awarded today, through the whole way."""
    decided(sent(person), by=by)
    return Certification.objects.get(person=person)
