"""What each page of this app shows, read in a fixed number of statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404

from accounts.models import User
from accounts.queries import joined_into
from lms.core.narrative import attach_words
from schemes.dates import authority_day, evidence_day
from schemes.evidence import evidence_of
from schemes.files.scheme_file import attestations
from schemes.models import Application, Certification, Scheme, SchemeVersion, StatementVersion
from schemes.outcomes import PublicOutcome, public_outcome
from schemes.presenting import Shown
from schemes.queries import Record, needs, record_of, records_of
from schemes.requirements import Report, evaluate
from schemes.standing import EventKind, Standing, may_follow
from schemes.words.standing import OUTCOMES


@dataclass(frozen=True)
class Held:
    """One certification of mine on my record."""

    certification: Certification
    now: Standing
    # What the board wrote for me with its last entry.
    public_words: str = ""

    @property
    def outcome(self) -> PublicOutcome | None:
        return public_outcome(self.now)

    @property
    def words(self) -> str:
        return str(OUTCOMES[self.outcome]) if self.outcome else ""


@dataclass(frozen=True)
class SchemeLine:
    """A scheme that one can apply under, and how far one is."""

    scheme: Scheme
    version: SchemeVersion
    shown: Shown
    application: Application | None


def schemes_screen(person: User) -> list[SchemeLine]:
    """Every scheme in force with my own report, the one I have applied under with its pinned version."""
    mine = {one.scheme_version.scheme_id: one for one in _open_applications(person)}
    newest = {version.scheme_id: version for version in SchemeVersion.objects.in_force().select_related("scheme")}
    newest.update({scheme_id: one.scheme_version for scheme_id, one in mine.items()})
    held, day = evidence_of([person.pk], joined_into([person]))[person.pk], evidence_day()
    lines = [
        SchemeLine(version.scheme, version, Shown(evaluate(version.rules, held, day)), mine.get(scheme_id))
        for scheme_id, version in newest.items()
    ]
    return sorted(lines, key=lambda line: (line.application is None, line.scheme.name))


def _open_applications(person: User) -> list[Application]:
    return list(Application.objects.of(person).open().select_related("scheme_version__scheme"))


def record_screen(person: User) -> dict[str, Any]:
    """My record: what I still need, what I hold, what I have sent."""
    certifications = list(Certification.objects.of(person).select_related("credential_type").order_by("pk"))
    records, today = records_of(one.pk for one in certifications), authority_day()
    applications = Application.objects.of(person).select_related("scheme_version__scheme").order_by("-pk")
    return {
        "lines": schemes_screen(person),
        "held": [_held(one, records[one.pk], today) for one in certifications if one.pk in records],
        "applications": [one for one in applications if one.sent_at],
        "person": person,
        "on": today,
    }


def _held(certification: Certification, record: Record, today: date) -> Held:
    begun = [event for event in record.events if event.effective_on <= today]
    return Held(certification, record.on(today), begun[-1].public_text if begun else "")


def application_of(person: User, scheme: Scheme) -> Application | None:
    return Application.objects.of(person).open().filter(scheme_version__scheme=scheme).select_related("scheme_version__scheme").first()


def held_already(person: User, version: SchemeVersion) -> Held | None:
    """My certification of what this version awards, while a new award of it would make no sense."""
    found = Certification.objects.of(person).filter(credential_type=version.credential_type_id).select_related("credential_type").first()
    held = _held(found, record_of(found.pk), authority_day()) if found else None
    return held if held and not may_follow(held.now, EventKind.AWARDED) else None


def version_for(person: User, scheme: Scheme, application: Application | None) -> tuple[SchemeVersion, Report]:
    """The version that binds this person, and their report under it. 404 for a scheme that is not in force yet."""
    version = application.scheme_version if application else scheme.versions.in_force().last()
    if version is None:
        raise Http404
    return version, needs(person, version)


def statement_asked(person: User, scheme: Scheme, key: str) -> StatementVersion:
    """The wording behind a requirement's key, or behind a statement's code; 404 when the scheme does not ask for it."""
    application = application_of(person, scheme)
    version = application.scheme_version if application else scheme.versions.in_force().last()
    cited = attestations(version.file.requirements) if version else []
    wanted = next((one for one in cited if key in (one.key, one.statement)), None)
    if wanted is None:
        raise Http404
    return StatementVersion.objects.get(statement__code=wanted.statement, number=wanted.statement_version)


def case_screen(application: Application) -> dict[str, Any]:
    """Where my application is, newest decision first, with the reasons written to me."""
    decisions = attach_words(application.decisions.select_related("report").order_by("-pk"))
    report = application.reports.order_by("-pk").first()
    certification = Certification.objects.of(application.person).filter(credential_type=application.credential_type).first()
    return {
        "application": application,
        "scheme": application.scheme_version.scheme,
        "decision": decisions[0] if decisions else None,
        "earlier": decisions[1:],
        "kept": report,
        "shown": Shown(report.report) if report else None,
        "certification": certification,
    }
