"""Reads over several tables, for screens, the commands and other apps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import User
from lms.core import clock
from schemes.dates import evidence_day
from schemes.evidence import evidence_of
from schemes.files.scheme_file import SchemeFile
from schemes.models import CertificationEvent, SchemeVersion
from schemes.released import files_by_sha256
from schemes.requirements import Report, evaluate
from schemes.standing import Event, EventKind, Span, Standing, Terms, standing, timeline


def needs_of(people: Sequence[User], scheme_version: SchemeVersion, on: date | None = None) -> dict[int, Report]:
    """Reports of many people against one version, by person's pk, in a fixed number of statements."""
    rules, day = scheme_version.rules, on or evidence_day()
    return {person_id: evaluate(rules, held, day) for person_id, held in evidence_of([one.pk for one in people]).items()}


def needs(person: User, scheme_version: SchemeVersion, on: date | None = None) -> Report:
    """What one person still needs: a cohort of one."""
    return needs_of([person], scheme_version, on)[person.pk]


@dataclass(frozen=True)
class Record:
    """The events of one certification as values, with what the versions that they name say."""

    events: tuple[Event, ...]
    files: Mapping[int, SchemeFile]

    @property
    def terms(self) -> dict[int, Terms]:
        return {number: file.terms for number, file in self.files.items()}

    def on(self, day: date, known_at: datetime | None = None) -> Standing:
        return standing(self.events, self.terms, day, known_at or clock.now())

    def timeline(self, known_at: datetime | None = None) -> list[Span]:
        return timeline(self.events, self.terms, known_at or clock.now())


EVENT_FIELDS = ("certification_id", "seq", "kind", "effective_on", "recorded_at", "term_from", "public_text")
VERSION_FIELDS = ("scheme_version__number", "scheme_version__sha256")


def records_of(certification_ids: Iterable[int]) -> dict[int, Record]:
    """The records of many certifications in one statement (two in a process that has not met a version before)."""
    rows = CertificationEvent.objects.filter(certification_id__in=list(certification_ids)).order_by("certification_id", "seq")
    found = list(rows.values_list(*EVENT_FIELDS, *VERSION_FIELDS))
    files = files_by_sha256(sha for *_, sha in found if sha)
    events: dict[int, list[Event]] = {}
    named: dict[int, dict[int, SchemeFile]] = {}
    for key, seq, kind, effective_on, recorded_at, term_from, text, number, sha in found:
        event = Event(seq, EventKind(kind), effective_on, recorded_at, number or 0, term_from, text)
        events.setdefault(key, []).append(event)
        if sha:
            named.setdefault(key, {})[number] = files[sha]
    return {key: Record(tuple(held), named.get(key, {})) for key, held in events.items()}


def record_of(certification_id: int) -> Record:
    return records_of([certification_id]).get(certification_id, Record((), {}))
