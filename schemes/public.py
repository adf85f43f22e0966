"""All that the app which answers strangers may know: no case, no reason, no event, no name.

`certificates` imports this module and nothing else of schemes. What it cannot import it cannot leak.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lms.core import ids
from schemes.dates import authority_day
from schemes.models import Certification
from schemes.outcomes import PublicOutcome, public_outcome
from schemes.queries import Record, records_of
from schemes.signals import standing_changed
from schemes.standing import EventKind

__all__ = [
    "Holding",
    "PublicOutcome",
    "PublicStatus",
    "awards_of",
    "certification_ids_by_number",
    "holdings",
    "holdings_of",
    "public_status",
    "standing_changed",
]


@dataclass(frozen=True)
class PublicStatus:
    """What a checker may be told about one certification on a day.

    `valid_until` is the last day of the term (None: it does not end by itself); `since_on` the first day of the present
    outcome; `scheme_version` the version under which it was awarded or last renewed.
    """

    certification_id: int
    outcome: PublicOutcome
    title: str
    neutral_titles: tuple[str, ...]
    scheme_name: str
    scheme_version: int
    awarded_on: date
    valid_until: date | None
    since_on: date
    public_conditions: tuple[str, ...]
    authority: str


def certification_ids_by_number(numbers: Iterable[str]) -> dict[str, int]:
    """Normalised numbers that exist, with the certification each belongs to; one statement. Unknown ones are left out."""
    wanted = {ids.normalise(number) for number in numbers}
    return dict(Certification.objects.filter(number__in=wanted).values_list("number", "pk"))


def public_status(certification_ids: Iterable[int], on: date | None = None) -> dict[int, PublicStatus]:
    """The status of many certifications on a day (today when left out), as known now; one statement.

    A certification that had not been awarded by that day is left out: the answer is "we cannot confirm this".
    """
    day = on or authority_day()
    found = {key: _status(key, record, day) for key, record in records_of(certification_ids).items()}
    return {key: status for key, status in found.items() if status is not None}


def _status(key: int, record: Record, day: date) -> PublicStatus | None:
    now = record.on(day)
    outcome = public_outcome(now)
    if outcome is None or now.awarded_on is None or now.since_on is None:
        return None
    file = record.files[now.version]
    return PublicStatus(
        certification_id=key,
        outcome=outcome,
        title=file.credential.title,
        neutral_titles=file.credential.neutral_titles,
        scheme_name=file.scheme.name,
        scheme_version=now.version,
        awarded_on=now.awarded_on,
        valid_until=now.valid_until,
        since_on=now.since_on,
        public_conditions=now.public_conditions,
        authority=file.scheme.authority,
    )


@dataclass(frozen=True)
class Holding:
    """For making the holder's own copies; never part of an answer to anybody else."""

    certification_id: int
    public_id: str
    number: str
    person_id: int


def holdings(certification_ids: Iterable[int]) -> dict[int, Holding]:
    """Who holds these, and under which number; one statement."""
    rows = Certification.objects.filter(pk__in=list(certification_ids)).values_list("pk", "public_id", "number", "person_id")
    return {row[0]: Holding(*row) for row in rows}


def holdings_of(person_id: int) -> list[Holding]:
    """What one person holds, oldest first; one statement."""
    rows = Certification.objects.filter(person_id=person_id).order_by("pk").values_list("pk", "public_id", "number", "person_id")
    return [Holding(*row) for row in rows]


def awards_of(certification_id: int) -> list[tuple[int, date]]:
    """(seq, effective date) of each award and renewal: each is a reason to make a new copy."""
    record = records_of([certification_id]).get(certification_id)
    kinds = {EventKind.AWARDED, EventKind.RENEWED}
    return [(event.seq, event.effective_on) for event in record.events if event.kind in kinds] if record else []
