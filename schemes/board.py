"""What the certification board's pages show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from accounts.models import User
from accounts.queries import people_by_ref
from lms.core import clock
from lms.core.narrative import attach_words
from lms.core.permissions import allowed
from schemes import public
from schemes.conflicts import people_tied_to, ties_to
from schemes.dates import authority_day
from schemes.models import Application, CaseReport, Certification, CertificationEvent, Decision
from schemes.outcomes import PublicOutcome, public_outcome
from schemes.presenting import Shown, came_in_since
from schemes.queries import Record, needs, record_of
from schemes.standing import Event, EventKind, Standing, last_day, may_follow
from schemes.words.standing import ACTS, CANNOT_CONFIRM, OUTCOMES, REASONS, TIES, TIES_OF_OTHERS

# The acts of the board, in the order in which the page offers them.
BOARD_ACTS = {
    "suspend": EventKind.SUSPENDED,
    "lift": EventKind.LIFTED,
    "conditions": EventKind.CONDITIONS_SET,
    "end-conditions": EventKind.CONDITIONS_ENDED,
    "revoke": EventKind.REVOKED,
}
DECIDED_SHOWN = timedelta(days=90)


def queue() -> list[Application]:
    """Cases that wait, oldest first; one statement."""
    return list(Application.objects.waiting_for_the_board().select_related("scheme_version__scheme", "credential_type"))


def decided_lately(today: date) -> list[Decision]:
    """What was decided for good in the last 90 days, newest first, by code; one statement. The words are behind the case."""
    rows = Decision.objects.exclude(outcome="ask_for_more").filter(decided_on__gt=today - DECIDED_SHOWN)
    return list(rows.select_related("application__credential_type", "application__scheme_version").order_by("-decided_on", "-pk"))


def tie_words(ties: list[str]) -> list[str]:
    return [str(TIES[tie]) for tie in ties]


def newest_report(application: Application, ref: str = "") -> CaseReport | None:
    """The report with this public id, else the newest one."""
    reports = application.reports.order_by("-pk")
    return (reports.filter(public_id=ref).first() if ref else None) or reports.first()


def decision_screen(application: Application, reader: User, report: CaseReport) -> dict[str, Any]:
    """The frozen report, what came in since, who is tied, and what was decided before."""
    now = needs(application.person, application.scheme_version)
    place = list(Application.objects.waiting_for_the_board().values_list("pk", flat=True))
    terms = application.scheme_version.read_terms
    return {
        "application": application,
        "scheme": application.scheme_version.scheme,
        "kept": report,
        "shown": Shown(report.report, theirs=True),
        "since": came_in_since(report.report, now),
        "still_met": now.is_met,
        "tied": [(tied.person, [str(TIES_OF_OTHERS[tie]) for tie in tied.ties]) for tied in people_tied_to(application.person)],
        "decisions": attach_words(application.decisions.select_related("decided_by", "report").order_by("-pk")),
        "place": place.index(application.pk) + 1 if application.pk in place else 0,
        "of": len(place),
        "until": last_day(authority_day(), terms.valid_months) if terms.valid_months else None,
        "reader": reader,
    }


@dataclass(frozen=True)
class Entry:
    """One entry of the record as the board reads it."""

    event: CertificationEvent
    by: str
    reason: str

    @property
    def fingerprint(self) -> str:
        return f"{self.event.hash[:4]} {self.event.hash[4:8]}"


def certificate_screen(certification: Certification, reader: User) -> dict[str, Any]:
    """The timeline with its private notes, where it stands, and what may be done. Somebody with a tie, or an inspector, reads no notes."""
    ties, acts = ties_to(reader, certification.person), allowed(reader, "schemes.change_standing")
    events = list(certification.events.order_by("-seq"))
    for event in events:
        event.words = ""
    if acts and not ties:
        attach_words(events)
    people = people_by_ref(event.by_ref for event in events)
    record = record_of(certification.pk)
    now = record.on(authority_day())
    reasons = {**dict(REASONS), "decision": ""}
    return {
        "certification": certification,
        "entries": [Entry(one, str(people.get(one.by_ref, "")), str(reasons.get(one.reason, one.reason))) for one in events],
        "spans": [span for span in record.timeline() if span.from_on > authority_day()],
        "now": now,
        "checker": Answer.of(now),
        "acts": [] if ties or not acts else [(verb, str(ACTS[kind])) for verb, kind in BOARD_ACTS.items() if may_follow(now, kind)],
        "ties": tie_words(ties),
    }


@dataclass(frozen=True)
class Answer:
    """What a checker would be told."""

    outcome: PublicOutcome | None
    heading: str
    since_on: date | None
    valid_until: date | None
    conditions: tuple[str, ...]

    @classmethod
    def of(cls, now: Standing) -> Answer:
        outcome = public_outcome(now)
        heading = str(OUTCOMES[outcome]) if outcome else str(CANNOT_CONFIRM)
        return cls(outcome, heading, now.since_on, now.valid_until, now.public_conditions)

    @property
    def face(self) -> str:
        """The shape of the status box."""
        faces = {"current": "", "current_with_conditions": "yet", "ended": "ended", "not_valid_at_present": "hold", "revoked": "revoked"}
        return faces.get(self.outcome or "", "cannot")


def preview(certification: Certification, kind: EventKind, effective_on: date, public_text: str) -> tuple[Answer, Answer]:
    """What a checker is told today and on the day it takes effect, if this act were recorded now."""
    held = record_of(certification.pk)
    event = Event(len(held.events) + 1, kind, effective_on, clock.now(), public_text=public_text)
    then = Record((*held.events, event), held.files)
    return Answer.of(then.on(authority_day())), Answer.of(then.on(max(effective_on, authority_day())))


def certification_by_number(number: str) -> Certification | None:
    found = public.certification_ids_by_number([number]).get(number)
    return Certification.objects.get(pk=found) if found else None
