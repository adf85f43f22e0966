"""The result of an attempt out of the marks of its answers: shared by handing in, by marking by people and by marking again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from assessments.grading import Event, Score, Scored, Standing, fold, score
from assessments.models import Attempt, AttemptResult, AttemptSlot, MarkEvent
from assessments.questions import KINDS, Mark
from assessments.questions.quiz import QuizRules


@dataclass
class MarkedSlot:
    """One place on a paper with every mark that was given to it, oldest first."""

    slot: AttemptSlot
    events: list[MarkEvent] = field(default_factory=list)

    @property
    def standing(self) -> Standing:
        return fold([Event(event.seq, event.kind, event.points) for event in self.events])  # type: ignore[arg-type]

    @property
    def marked_by(self) -> str:
        return KINDS[self.slot.question_version.kind].marked_by

    @property
    def waits(self) -> bool:
        """Whether a person has yet to give points to what was written."""
        is_answered = self.slot.answer.response is not None
        return self.marked_by == "person" and is_answered and self.standing.given_by == "nobody"


def marked_slots(attempts: Iterable[int]) -> dict[int, list[MarkedSlot]]:
    """The papers of these attempts with their marks, by attempt and in the order of the paper; two statements however many they are."""
    ids = list(attempts)
    slots = AttemptSlot.objects.filter(attempt__in=ids).select_related("question_version", "answer").order_by("attempt_id", "position")
    papers: dict[int, list[MarkedSlot]] = {attempt: [] for attempt in ids}
    by_slot: dict[int, MarkedSlot] = {}
    for slot in slots:
        by_slot[slot.pk] = MarkedSlot(slot)
        papers[slot.attempt_id].append(by_slot[slot.pk])
    for event in MarkEvent.objects.filter(slot__attempt__in=ids).order_by("slot_id", "seq"):
        by_slot[event.slot_id].events.append(event)
    return papers


def machine_mark(slot: AttemptSlot, mark: Mark, *, seq: int = 1, voided: Iterable[str] = (), at: datetime) -> MarkEvent:
    points = mark.points
    return MarkEvent(
        slot=slot, seq=seq, kind="machine", points_num=points.numerator, points_den=points.denominator, voided=sorted(voided), at=at
    )


def score_of(marked: Sequence[MarkedSlot], rules: QuizRules) -> Score | None:
    """What the paper came to; None while an answer waits for a person."""
    if any(each.waits for each in marked):
        return None
    counted = [each for each in marked if each.marked_by != "nobody"]
    scored = [Scored(each.slot.question_version.topic, each.standing.points, each.slot.position) for each in counted]
    return score(scored, rules.needed, rules.parts)


def result_row(attempt: Attempt, found: Score, *, seq: int = 1) -> AttemptResult:
    if attempt.submitted_at is None:
        raise ValueError("this try was not handed in")
    return AttemptResult(
        attempt=attempt,
        seq=seq,
        points_num=found.points.numerator,
        points_den=found.points.denominator,
        of=found.of,
        needed=found.needed,
        passed=found.passed,
        by_topic=[
            {"topic": topic.topic, "points": as_pair(topic.points), "of": topic.of, "secure": topic.is_secure} for topic in found.by_topic
        ],
        parts=[
            {"part": part.part, "points": as_pair(part.points), "of": part.of, "needed": part.needed, "met": part.is_met}
            for part in found.parts
        ]
        or None,
        short_parts=len(found.short_parts),
        submitted_at=attempt.submitted_at,
    )


def as_pair(points: Fraction) -> list[int]:
    return [points.numerator, points.denominator]
