"""Reads over several tables, for screens, the commands and other apps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from accounts.models import User
from accounts.queries import joined_into, pauses_of
from accounts.resting.pauses import Pause
from lms.core import clock
from lms.core.written_once import WrittenOnce
from schemes.dates import evidence_day
from schemes.evidence import evidence_of
from schemes.files.scheme_file import SchemeFile
from schemes.models import Certification, CertificationEvent, SchemeVersion
from schemes.released import files_by_sha256
from schemes.requirements import Report, evaluate
from schemes.standing import Event, EventKind, Span, Standing, Terms, standing, timeline


def needs_of(people: Sequence[User], scheme_version: SchemeVersion, on: date | None = None) -> dict[int, Report]:
    """Reports of many people against one version, by person's pk, in a fixed number of statements."""
    rules, day = scheme_version.rules, on or evidence_day()
    held = evidence_of([one.pk for one in people], joined_into(people))
    return {person_id: evaluate(rules, evidence, day) for person_id, evidence in held.items()}


def needs(person: User, scheme_version: SchemeVersion, on: date | None = None) -> Report:
    """What one person still needs: a cohort of one."""
    return needs_of([person], scheme_version, on)[person.pk]


@dataclass(frozen=True)
class Record:
    """The events of one certification as values, with what the versions that they name say."""

    events: tuple[Event, ...]
    files: Mapping[int, SchemeFile]
    pauses: tuple[Pause, ...] = ()

    @property
    def terms(self) -> dict[int, Terms]:
        return {number: file.terms for number, file in self.files.items()}

    def on(self, day: date, known_at: datetime | None = None) -> Standing:
        return standing(self.events, self.terms, day, known_at or clock.now(), self.pauses)

    def timeline(self, known_at: datetime | None = None) -> list[Span]:
        return timeline(self.events, self.terms, known_at or clock.now(), self.pauses)


EVENT_FIELDS = ("certification_id", "seq", "kind", "effective_on", "recorded_at", "term_from", "public_text")
VERSION_FIELDS = ("scheme_version__number", "scheme_version__sha256")


def records_of(certification_ids: Iterable[int]) -> dict[int, Record]:
    """The records of many certifications in one statement (two in a process that has not met a version before)."""
    found = _events(certifications=tuple(certification_ids))
    files = files_by_sha256(sha for *_, sha in found if sha)
    events: dict[int, list[Event]] = {}
    named: dict[int, dict[int, SchemeFile]] = {}
    for key, seq, kind, effective_on, recorded_at, term_from, text, number, sha in found:
        event = Event(seq, EventKind(kind), effective_on, recorded_at, number or 0, term_from, text)
        events.setdefault(key, []).append(event)
        if sha:
            named.setdefault(key, {})[number] = files[sha]
    pauses = _pauses_that_count(named)
    return {key: Record(tuple(held), named.get(key, {}), pauses.get(key, ())) for key, held in events.items()}


@WrittenOnce
def _events(certifications: tuple[int, ...]) -> QuerySet:
    rows = CertificationEvent.objects.filter(certification_id__in=certifications).order_by("certification_id", "seq")
    return rows.values_list(*EVENT_FIELDS, *VERSION_FIELDS)


def _pauses_that_count(named: Mapping[int, Mapping[int, SchemeFile]]) -> dict[int, tuple[Pause, ...]]:
    """The holders' breaks, by certification, where the terms add them; two statements, and none where no scheme does."""
    keys = [key for key, files in named.items() if any(file.terms.breaks_add_months for file in files.values())]
    if not keys:
        return {}
    holders = dict(Certification.objects.filter(pk__in=keys).values_list("pk", Coalesce("person__merged_into", "person")))
    pauses = pauses_of(holders.values())
    return {key: pauses[person_id] for key, person_id in holders.items()}


def record_of(certification_id: int) -> Record:
    return records_of([certification_id]).get(certification_id, Record((), {}))
