"""What other apps may ask about competencies (the contract of assessments.queries)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from assessments.models import Judgement, Submission


@dataclass(frozen=True)
class JudgedCompetency:
    """One judgement, as far as it concerns a decision: no words, no criteria. `outcome` is met, not_yet or unsafe."""

    ref: str
    framework: str
    framework_version: int
    competency: str
    outcome: str
    method: str
    on: date
    assessor_id: int
    recorded_at: datetime


def judgements(person_ids: Sequence[int], framework: str | None = None) -> dict[int, list[JudgedCompetency]]:
    """Every judgement about these people, oldest first, in one query; an empty list for somebody without any.

    The history is complete on purpose: where somebody stood on a past day can only be told from all of it. `latest` reduces it.
    """
    rows = Judgement.objects.filter(person__in=person_ids).order_by("judged_on", "recorded_at", "pk")
    if framework is not None:
        rows = rows.filter(framework_version__framework__key=framework)
    found: dict[int, list[JudgedCompetency]] = {person_id: [] for person_id in person_ids}
    for row in rows.values_list("person_id", *COLUMNS):
        found[row[0]].append(JudgedCompetency(*row[1:]))
    return found


COLUMNS = (
    "public_id",
    "framework_version__framework__key",
    "framework_version__number",
    "competency",
    "outcome",
    "method",
    "judged_on",
    "assessor_id",
    "recorded_at",
)


def latest(judged: Iterable[JudgedCompetency], *, on: date | None = None) -> dict[tuple[str, str], JudgedCompetency]:
    """By (framework, competency) the judgement that counts: policy "latest", as at a day when one is given."""
    known = [each for each in judged if on is None or each.on <= on]
    ordered = sorted(known, key=lambda each: (each.on, each.recorded_at))
    return {(each.framework, each.competency): each for each in ordered}


def assessors_of(person_id: int) -> set[int]:
    """Ids of everybody who has judged this person's work."""
    return set(Judgement.objects.filter(person=person_id).values_list("assessor_id", flat=True))


def open_submissions(person_id: int) -> list[Submission]:
    """Pieces of this person that wait for an assessor, oldest first."""
    return list(Submission.objects.waiting().filter(person=person_id).order_by("saved_at"))


@dataclass(frozen=True)
class WaitingPiece:
    """A piece that an assessor has and has not judged. `on` is the day it was sent, in UTC."""

    ref: str
    framework: str
    framework_version: int
    competency: str
    on: date


def waiting_pieces(person_ids: Sequence[int]) -> dict[int, list[WaitingPiece]]:
    """Pieces of these people that wait for an assessor, oldest first, in one query."""
    found: dict[int, list[WaitingPiece]] = {person_id: [] for person_id in person_ids}
    rows = Submission.objects.waiting().filter(person__in=person_ids).order_by("saved_at", "pk")
    fields = ("person_id", "public_id", "framework_version__framework__key", "framework_version__number", "competency", "saved_at")
    for person_id, ref, framework, version, competency, saved_at in rows.values_list(*fields):
        found[person_id].append(WaitingPiece(ref, framework, version, competency, saved_at.date()))
    return found
