"""Mark papers again because a part of a question was taken back or put back: by appended events, in batches, and never a pass away."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from functools import partial

from django.db import transaction
from django.db.models import QuerySet

from assessments import questions
from assessments.models import Attempt, AttemptResult, MarkEvent, OptionVoid, PassInDoubt
from assessments.quiz_states import SUBMITTED
from assessments.services.results import MarkedSlot, machine_mark, marked_slots, result_row, score_of
from assessments.signals import attempt_submitted
from lms.core import clock

BATCH = 200


@dataclass
class Plan:
    """What marking some papers again comes to. `doubts`: whose pass would go, and so waits for a person."""

    marks: list[MarkEvent] = field(default_factory=list)
    results: list[AttemptResult] = field(default_factory=list)
    doubts: list[Attempt] = field(default_factory=list)
    gained: int = 0


def touched(version: int) -> QuerySet[Attempt]:
    """The papers that were handed in with this question on them."""
    return Attempt.objects.filter(state=SUBMITTED, slots__question_version=version).order_by("pk")


def batches(version: int, size: int = BATCH) -> Iterable[list[int]]:
    last = 0
    while ids := list(touched(version).filter(pk__gt=last).values_list("pk", flat=True)[:size]):
        yield ids
        last = ids[-1]


@transaction.atomic
def mark_batch_again(*, void: OptionVoid, attempts: Sequence[int], at: datetime | None = None) -> Plan:
    """Nine statements, however many papers. Doing it twice is doing it once."""
    held = list(Attempt.objects.select_for_update(of=("self",)).filter(pk__in=attempts, state=SUBMITTED).select_related("quiz_version"))
    voided = OptionVoid.objects.parts([void.version_id]).get(void.version_id, frozenset())
    plan = plan_again(held, void, voided, at or clock.now())
    write(plan)
    PassInDoubt.objects.bulk_create([PassInDoubt(attempt=each, void=void) for each in plan.doubts], ignore_conflicts=True)
    return plan


def plan_again(attempts: Sequence[Attempt], void: OptionVoid, voided: frozenset[str], at: datetime, *, guarded: bool = True) -> Plan:
    """What would be appended; reads in three statements and writes nothing. `guarded`: a pass that would go is only listed."""
    ids = [attempt.pk for attempt in attempts]
    papers = marked_slots(ids)
    standing = {row.attempt_id: row for row in AttemptResult.objects.standing().filter(attempt__in=ids)}
    plan = Plan()
    for attempt in attempts:
        plan_one(plan, attempt, papers[attempt.pk], standing.get(attempt.pk), void, voided, at, guarded=guarded)
    return plan


def plan_one(
    plan: Plan,
    attempt: Attempt,
    paper: Sequence[MarkedSlot],
    before: AttemptResult | None,
    void: OptionVoid,
    voided: frozenset[str],
    at: datetime,
    *,
    guarded: bool,
) -> None:
    added = [event for each in paper if each.slot.question_version_id == void.version_id for event in again(each, void, voided, at)]
    after = score_of(paper, attempt.quiz_version.rules) if added else None
    if guarded and added and before is not None and before.passed and not (after and after.passed):
        plan.doubts.append(attempt)
        return
    plan.marks += added
    if after is not None and (before is None or (before.points, before.passed) != (after.points, after.passed)):
        plan.results.append(result_row(attempt, after, seq=before.seq + 1 if before else 1))
        plan.gained += after.passed and not (before and before.passed)


def again(marked: MarkedSlot, void: OptionVoid, voided: frozenset[str], at: datetime) -> list[MarkEvent]:
    """The events that this answer needs, put behind those it has: none when it was marked like this before."""
    machine = [event for event in marked.events if event.kind == "machine"]
    last = machine[-1] if machine else None
    if marked.marked_by == "nobody" or (frozenset(last.voided) if last else frozenset()) == voided:
        return []
    mark = questions.grade(marked.slot.question_version.definition, marked.slot.answer.response, voided)
    if mark.waits:
        return []
    added: list[MarkEvent] = []
    if questions.WHOLE_QUESTION in voided and marked.standing.given_by == "person":
        # A question that is taken back whole is worth the point to everybody, whatever somebody gave before.
        added.append(MarkEvent(slot=marked.slot, seq=len(marked.events) + 1, kind="person_taken_back", by_id=void.by_id, at=at))
    points = points_again(machine, mark.points, voided, is_void=void.is_void)
    mark = questions.Mark(points)
    added.append(machine_mark(marked.slot, mark, seq=len(marked.events) + len(added) + 1, voided=voided, at=at))
    marked.events += added
    return added


def points_again(machine: Sequence[MarkEvent], points: Fraction, voided: frozenset[str], *, is_void: bool) -> Fraction:
    """Taking back never lowers a mark, not even where the answer itself was forgotten since; putting back restores the mark of before."""
    same = next((event.points for event in reversed(machine) if frozenset(event.voided) == voided), None)
    if not is_void:
        return points if same is None else same
    return max([points, *(event.points for event in machine[-1:] if event.points is not None)])


@dataclass(frozen=True)
class Foreseen:
    """What taking a part back would come to, counted over the newest papers at most; `of` is all that were handed in."""

    of: int
    looked_at: int
    changed: int
    gained: int
    in_doubt: int


MOST_FORESEEN = 1000


def foresee(void: OptionVoid) -> Foreseen:
    """`void` is not saved yet. Writes nothing; reads in a fixed number of statements."""
    standing = OptionVoid.objects.parts([void.version_id]).get(void.version_id, frozenset())
    voided = standing | {void.part} if void.is_void else standing - {void.part}
    papers = touched(void.version_id)
    newest = list(papers.select_related("quiz_version").order_by("-pk")[:MOST_FORESEEN])
    plan = plan_again(newest, void, voided, clock.now())
    return Foreseen(papers.count(), len(newest), len(plan.results), plan.gained, len(plan.doubts))


def write(plan: Plan) -> None:
    MarkEvent.objects.bulk_create(plan.marks)
    AttemptResult.objects.bulk_create(plan.results)
    for result in plan.results:
        news = {"attempt_id": result.attempt_id, "passed": result.passed}
        transaction.on_commit(partial(attempt_submitted.send, sender=Attempt, **news), robust=True)
